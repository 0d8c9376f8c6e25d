"""What gunicorn writes down: never an address, a question or a private link whole."""

import logging
import re
from datetime import timedelta
from urllib.parse import quote

from gunicorn.config import Config
from gunicorn.glogging import Logger

from guides.contributions.links import MaskingFormatter, masked

ADDRESS_OR_QUESTION = re.compile(r"(?<=from ip=)\S+|(?<=\?)\S+")


class MaskedLogger(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ErrorFormatter(self.error_fmt, self.datefmt))

    def atoms(self, resp, req, environ: dict, request_time: timedelta) -> dict:
        """What the format in gunicorn.conf.py names; anything else would be written as "-"."""
        return {
            "m": environ["REQUEST_METHOD"],
            # of a request that gunicorn refuses there is no environ but a beginning
            "U": masked(_as_sent(environ.get("PATH_INFO") or req.path or "-")),
            "s": str(resp.status).partition(" ")[0],
            "B": resp.sent,
            "M": request_time // timedelta(milliseconds=1),
        }


def _as_sent(path: str) -> str:
    """A path as it came over the wire: decoded, it could break the line and forge another."""
    return quote(path.encode("latin-1", "backslashreplace"), safe="/%@:+,;=~")


class ErrorFormatter(MaskingFormatter):
    """gunicorn's own lines name who sent what it refused, and what was asked."""

    def format(self, record: logging.LogRecord) -> str:
        return ADDRESS_OR_QUESTION.sub("…", super().format(record))
