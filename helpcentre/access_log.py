"""What gunicorn writes of each request: never a private link whole."""

from gunicorn.glogging import Logger

from guides.contributions.links import masked


class MaskedLogger(Logger):
    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        return {
            name: masked(value) if isinstance(value, str) else value
            for name, value in atoms.items()
        }
