"""A line a request, made by gunicorn's logger: never an address, a question, a link whole.

The request's thread only leaves what it knows; the line is made by the writer's thread.
"""

import sys
import time
from datetime import timedelta
from functools import lru_cache, partial
from json import dumps
from urllib.parse import quote

from gunicorn.config import Config
from gunicorn.glogging import Logger

from helpcentre.logs import formatters
from helpcentre.logs.request_id import KEY, LETTERS_FOR_PEOPLE
from helpcentre.logs.wording import without_personal_data
from helpcentre.logs.writer import STDERR
from helpcentre.metrics import requests
from helpcentre.published.counting import BY_THE_STORE

LONGEST_PATH = 500  # letters
OF_A_PATH = "/%@:+,;=~"
INVALID = "Invalid request from ip="


class ServerLogger(Logger):
    """gunicorn's own lines go where all others go, and every request gets one."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers = [formatters.Handler()]
        self.access_log.handlers = []
        self.words = _as_json if formatters.is_json() else _as_text

    def access(self, resp, req, environ: dict, request_time: timedelta) -> None:
        # of a request that gunicorn refuses there is no environ but a beginning
        path = environ.get("PATH_INFO") or req.path or "-"
        method, number = environ["REQUEST_METHOD"] or "-", environ.get(KEY, "")
        status = (resp.status or "000")[:3]  # whoever asked was gone before
        took, kept = request_time.total_seconds(), BY_THE_STORE in environ
        seen = (time.time(), number, method, path[:LONGEST_PATH], status, resp.sent or 0, took)
        STDERR.put(partial(self._line, seen, kept))

    def _line(self, seen: tuple, kept: bool) -> str:
        _, _, method, path, status, _, took = seen
        requests.count(method, path, status, took, kept=kept)
        return self.words(*seen)

    def info(self, msg: str, *args, **kwargs) -> None:
        """Where it listens, which worker was born: gunicorn's own words, numbers and all."""
        super().info(msg, *args, extra={formatters.OUR_OWN: True}, **kwargs)

    def warning(self, msg: str, *args, **kwargs) -> None:
        """What was refused, by its kind: the words are the stranger's."""
        if msg.startswith(INVALID):
            kind = sys.exc_info()[0]
            msg = f"invalid request: {kind.__name__ if kind else 'unknown'}"
        super().warning(msg, *args, **kwargs)


def _as_json(at, number, method, path, status, sent, took) -> str:
    return (
        f'{{"time":"{formatters.moment(at)}","level":"INFO","logger":"access",'
        f'"request_id":"{number}","method":{_quoted(method)},"path":{_quoted(path)},'
        f'"status":{int(status)},"bytes":{sent},"ms":{int(took * 1000)}}}'
    )


def _as_text(at, number, method, path, status, sent, took) -> str:
    asked = f"{safe_path(method)} {safe_path(path)} {status}"
    return f"{asked} {sent} bytes {took * 1000:.0f} ms {number[:LETTERS_FOR_PEOPLE]}"


@lru_cache(maxsize=1024)
def safe_path(path: str) -> str:
    """A path as it came over the wire: decoded, it could break the line and forge another."""
    sent = quote(path.encode("latin-1", "backslashreplace"), safe=OF_A_PATH)
    safe = quote(without_personal_data(sent), safe=OF_A_PATH)
    return safe.replace("%E2%80%A6", "…")[: 2 * LONGEST_PATH]


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return dumps(safe_path(text), ensure_ascii=False)
