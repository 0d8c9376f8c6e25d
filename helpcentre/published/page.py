"""A rendered page, and what is written down beside its bytes. Pure."""

import gzip
import json
from dataclasses import dataclass
from hashlib import blake2b

import brotli

SUFFIXES = {"identity": "", "br": ".br", "gzip": ".gz"}
# Beyond these levels a page of 60 KB costs tens of milliseconds for two per cent fewer bytes.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6


@dataclass(frozen=True)
class Page:
    """What a view rendered: its headers, its bytes, what it shows and until when it is true."""

    headers: list[tuple[str, str]]
    body: bytes
    tags: frozenset[str] = frozenset()
    until: float | None = None  # seconds since 1970

    def variants(self) -> dict[str, bytes]:
        """The bytes by file suffix, each compressed once."""
        return {
            ".br": brotli.compress(self.body, brotli.MODE_TEXT, BROTLI_QUALITY),
            ".gz": gzip.compress(self.body, GZIP_LEVEL, mtime=0),
            "": self.body,
        }

    def meta(self, variants: dict[str, bytes]) -> bytes:
        digests = {suffix: digest_of(content) for suffix, content in variants.items()}
        return json.dumps([self.headers, digests, self.until, sorted(self.tags)]).encode()


def digest_of(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


@dataclass(frozen=True)
class Meta:
    """What the front reads of a page besides its bytes."""

    headers: list[tuple[str, str]]
    digests: dict[str, str]  # of the bytes, by file suffix
    until: float | None
    tags: frozenset[str]

    @classmethod
    def loads(cls, content: bytes) -> "Meta":
        """Raises ValueError for what Page.meta() never wrote."""
        try:
            headers, digests, until, tags = json.loads(content)
            meta = cls(
                [(str(n), str(v)) for n, v in headers], dict(digests), until, frozenset(tags)
            )
        except (TypeError, RecursionError) as damaged:
            raise ValueError("not a page's meta") from damaged
        right = isinstance(until, float | int | None) and set(digests) == set(SUFFIXES.values())
        if not right or not all(isinstance(text, str) for text in (*tags, *digests.values())):
            raise ValueError("not a page's meta")
        return meta

    def is_of(self, suffix: str, content: bytes) -> bool:
        """Whether these are the bytes that were kept: a broken disk may hold others."""
        return digest_of(content) == self.digests[suffix]

    def etag(self, encoding: str) -> str:
        """A strong validator: the same only for the same bytes (RFC 9110, 8.8.3)."""
        digest = self.digests[""]
        return f'"{digest}"' if encoding == "identity" else f'"{digest}-{encoding}"'
