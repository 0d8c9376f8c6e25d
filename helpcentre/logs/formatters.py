"""A record as one JSON object, or as a line for people who read along (LOG_FORMAT=text)."""

import logging
from datetime import UTC, datetime
from functools import partial
from json import dumps
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from helpcentre.environment.reading import Environment
from helpcentre.logs import request_id
from helpcentre.logs.wording import error_types, frames_of, without_personal_data
from helpcentre.logs.writer import LONGEST_LINE, STDERR, of_ourselves

OUR_OWN = "our_own"  # of a record in which nothing comes from outside
worker = ""  # which of db_worker's processes this is, if it is one
REFUSALS = "django.security"  # their message is what somebody sent


def is_json() -> bool:
    return Environment()["LOG_FORMAT"] == "json"


def moment(seconds: float) -> str:
    """2026-11-27T13:05:01.250Z"""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


class Handler(logging.Handler):
    """Leaves lines with the writer; the line is made here, where the request is known."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Json() if is_json() else Text())

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception as trouble:
            line = of_ourselves(type(trouble).__name__)
        STDERR.put(line)


class Json(JsonFormatter):
    """Only what is named here: what a caller adds (a request, with its question) is not said."""

    def __init__(self) -> None:
        super().__init__(
            json_serializer=partial(dumps, separators=(",", ":")), json_ensure_ascii=False
        )

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": moment(record.created),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.current.get(),
            "worker": worker,
            "message": message_of(record),
        }
        if error := _error_of(record):
            fields |= {"error": error_types(error), "trace": frames_of(error)}
        said = {name: value for name, value in fields.items() if value}
        while len((line := self.serialize_log_record(said)).encode()) >= LONGEST_LINE:
            said["trace"] = said.get("trace", [])[1:]
            said["message"] = said["message"][: len(said["message"]) // 2]
        return line


class Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        when = f"{datetime.fromtimestamp(record.created):%H:%M:%S}"
        number = request_id.current.get()[: request_id.LETTERS_FOR_PEOPLE] or worker
        lines = [f"{when} {record.levelname} {record.name} {message_of(record)} {number}".rstrip()]
        if error := _error_of(record):
            lines += [f"    {frame}" for frame in frames_of(error)]
            lines.append(f"    {error_types(error)}")
        return "\n".join(lines)


def message_of(record: logging.LogRecord) -> str:
    """In one line; an error among the arguments is said by its type."""
    if record.name.startswith(REFUSALS):
        return "refused"
    if isinstance(record.msg, BaseException):
        return error_types(record.msg)
    if OUR_OWN in record.__dict__:
        return record.getMessage()
    message, args = str(record.msg), record.args
    if isinstance(args, tuple):
        args = tuple(error_types(one) if isinstance(one, BaseException) else one for one in args)
    return without_personal_data(message % args if args else message)


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None
