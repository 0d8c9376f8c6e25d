"""Private links: signed, revocable, never written whole in a log.

A token names its row and the row's link version: raising the version revokes every link given
out before. The signature is what makes it secret; nothing of it is stored.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.core import signing


class Purpose(StrEnum):
    """What holding the link proves; each is signed with a salt of its own."""

    SENDER = "sender"  # shown on the page after sending: whoever has it wrote the words
    MAILBOX = "mailbox"  # sent by mail: whoever has it also reads that address
    STOP = "stop"  # in every letter: may stop the letters, and nothing else


@dataclass(frozen=True)
class Link:
    """What a token says once its signature was checked."""

    kind: str
    pk: int
    version: int
    purpose: Purpose


_private_prefixes: set[str] = set()
E_MAIL = re.compile(r"(?<![^\s/@\"'=])[^\s/@\"'=]+(?:@|%(?:25)*40)[^\s/\"']+")
TOKEN = re.compile(r"([a-z]+)-([0-9]{1,18})-([0-9]{1,9})")


def token_for(kind: str, pk: int, version: int, purpose: Purpose) -> str:
    """The token of a row; `kind` is lower-case letters only."""
    return _signer(purpose).sign(f"{kind}-{pk}-{version}")


def read(token: str, *purposes: Purpose) -> Link | None:
    """The link a token was signed for, None when it was altered or is for another purpose."""
    for purpose in purposes:
        try:
            said = TOKEN.fullmatch(_signer(purpose).unsign(token))
        except signing.BadSignature:
            continue
        if said:
            return Link(said[1], int(said[2]), int(said[3]), purpose)
    return None


def register_private_prefixes(*words: str) -> None:
    """Register path segments that a secret token follows, so that logs mask it.

    tests/contributions/test_private_link.py finds a route with a token that nobody named.
    """
    _private_prefixes.update(words)
    _secret_paths.cache_clear()


def masked(line: str) -> str:
    """A log line without the secret part of private addresses, and without e-mail addresses."""
    return E_MAIL.sub("…", _secret_paths().sub(r"\1…", line))


@cache
def _secret_paths() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _private_prefixes)))
    # A token has a dot in it, which no word of the site's own addresses has.
    return re.compile(rf"(/(?:{words})/)(?=[^/\s\"'?]*[.:%])[^/\s\"'?]+")


def _signer(purpose: Purpose) -> signing.Signer:
    return signing.Signer(salt=f"guides.contributions.{purpose}", sep=".")
