"""The number by which the lines of one request are found: nginx's, else one made here."""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from random import getrandbits

KEY = "helpcentre.request_id"  # in a request's environ
HEADER = "X-Request-ID"
OF_NGINX = re.compile(r"[0-9a-f]{32}")  # its $request_id
LETTERS_FOR_PEOPLE = 8

# "" where no request is served: the watcher, the worker, a command.
current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """WSGI middleware around everything, kept pages too: each answer carries its request id."""

    def __init__(self, application: Callable, *, trusts_proxy: bool) -> None:
        self.application = application
        self.trusts_proxy = trusts_proxy

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        number = environ[KEY] = self.number_of(environ)
        current.set(number)

        def start(status: str, headers: list, *exc_info) -> object:
            headers.append((HEADER, number))
            return start_response(status, headers, *exc_info)

        return self.application(environ, start)

    def number_of(self, environ: dict) -> str:
        """What a proxy of ours says, if it looks like that; what anybody else says is nothing."""
        said = environ.get("HTTP_X_REQUEST_ID")
        if said and self.trusts_proxy and OF_NGINX.fullmatch(said):
            return said
        return f"{getrandbits(128):032x}"  # told apart, not secret: os.urandom costs more


def for_people(environ: dict) -> str:
    """The beginning, which a reader can quote and the log can be searched for."""
    return environ.get(KEY, "")[:LETTERS_FOR_PEOPLE]
