"""What gunicorn writes of each request: never an address, a question or a private link whole."""

from datetime import timedelta

from gunicorn.glogging import Logger

from guides.contributions.links import masked


class MaskedLogger(Logger):
    def atoms(self, resp, req, environ: dict, request_time: timedelta) -> dict:
        """What the format in gunicorn.conf.py names; anything else would be written as "-"."""
        return {
            "m": environ["REQUEST_METHOD"],
            "U": masked(environ["PATH_INFO"]),
            "s": str(resp.status).partition(" ")[0],
            "B": resp.sent,
            "M": request_time // timedelta(milliseconds=1),
        }
