"""What may be said: no addresses, numbers or links of people, and of an error not its own words.

An error's message holds what it stumbled over: a row's values (PostgreSQL's DETAIL), what somebody
wrote (`invalid literal …`), a key. So its type is said, where it happened, and what a database or
the system says of it by code. Only of the few types that speak of our code are the words said.
"""

import re
from collections.abc import Iterator
from os import strerror
from pathlib import Path
from traceback import walk_tb
from urllib.parse import unquote

from guides.contributions.links import masked
from guides.text.personal_data import hidden

BASE = str(Path(__file__).resolve().parent.parent.parent) + "/"
BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Long, of capitals, small letters and digits: made by chance, so it opens something.
OF_CHANCE = re.compile(r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}", re.ASCII)
# Six digits of any writing: fewer are nobody's number.
DIGITS = re.compile(r"(?:\d\D{0,3}){6}")
SPEAK_OF_CODE = (NameError, ImportError, MemoryError, RecursionError, AssertionError)
MOST_FRAMES, MOST_CAUSES = 12, 4
LONGEST = 1200  # letters of one message


def without_personal_data(text: str) -> str:
    """The text in one line, with … for what is somebody's or opens something."""
    text = OF_CHANCE.sub("…", masked(text))
    plain = _decoded(text)
    if DIGITS.search(plain) and (safe := hidden(plain)) != plain:
        text = safe
    return BREAKS.sub(lambda found: repr(found[0])[1:-1], text)[:LONGEST]


def _decoded(text: str) -> str:
    """What an address says once nothing in it is percent-encoded, were it so three times."""
    for _ in range(3):
        if "%" in text:
            text = unquote(text, errors="replace")
    return text


def error_types(error: BaseException) -> str:
    """Its type and that of what caused it, each with its codes."""
    return " < ".join(f"{_name(one)}{_codes(one)}" for one in _chain(error))


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def frames_of(error: BaseException) -> list[str]:
    """Where it was raised, the innermost last: guides/stories/views.py:49 show."""
    frames = [
        f"{code.co_filename.removeprefix(BASE)}:{line} {code.co_name}"
        for code, line in ((frame.f_code, line) for frame, line in walk_tb(error.__traceback__))
    ]
    return [re.sub(r"^.*/site-packages/", "", frame) for frame in frames[-MOST_FRAMES:]]


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if one is None:
            return
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _codes(error: BaseException) -> str:
    diagnosis = getattr(error, "diag", None)
    found = [
        getattr(error, "sqlstate", None),
        getattr(diagnosis, "constraint_name", None),
        getattr(error, "sqlite_errorname", None),
        strerror(error.errno) if isinstance(error, OSError) and error.errno else None,
        without_personal_data(str(error)) if type(error) in SPEAK_OF_CODE else None,
    ]
    codes = ", ".join(str(one) for one in found if one)
    return f" ({codes})" if codes else ""
