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

    def meta(self) -> bytes:
        digest = blake2b(self.body, digest_size=12).hexdigest()
        return json.dumps([self.headers, digest, self.until, sorted(self.tags)]).encode()


@dataclass(frozen=True)
class Meta:
    """What the front reads of a page besides its bytes."""

    headers: list[tuple[str, str]]
    digest: str
    until: float | None
    tags: frozenset[str]

    @classmethod
    def loads(cls, content: bytes) -> "Meta":
        headers, digest, until, tags = json.loads(content)
        return cls([(name, value) for name, value in headers], digest, until, frozenset(tags))

    def etag(self, encoding: str) -> str:
        """A strong validator: the same only for the same bytes (RFC 9110, 8.8.3)."""
        return f'"{self.digest}"' if encoding == "identity" else f'"{self.digest}-{encoding}"'
