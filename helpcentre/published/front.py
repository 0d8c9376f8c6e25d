"""The WSGI application in front of Django: answers from the folder, or lets Django answer."""

import logging
import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from threading import Lock
from urllib.parse import urlsplit

from helpcentre.published import trust
from helpcentre.published.counting import BY_THE_STORE, Count
from helpcentre.published.negotiation import best_encoding, has_it_already
from helpcentre.published.page import SUFFIXES, Meta
from helpcentre.published.store import INDEX, Store

log = logging.getLogger(__name__)

Environ = dict
StartResponse = Callable[..., object]

# The key under which the request tells the middleware that the page may be kept; set to KEPT by it.
MAY_BE_KEPT = "helpcentre.may_be_kept"
KEPT = "kept"

# Only addresses of this shape are looked for or kept: words of a slug's letters, a slash last.
PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*", re.ASCII)
LONGEST_PATH = 200
MOST_BYTES_IN_MEMORY = 16 * 1024 * 1024  # of each process


@dataclass(frozen=True, slots=True)
class Answer:
    """A page in one encoding as it is sent, read from one version of its files."""

    version: tuple[int, int]
    until: float
    etag: str
    last_modified: str
    always: list[tuple[str, str]]  # on a 304 too
    headers: list[tuple[str, str]]
    body: bytes

    def send(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if has_it_already(
            environ.get("HTTP_IF_NONE_MATCH"),
            environ.get("HTTP_IF_MODIFIED_SINCE"),
            etag=self.etag,
            last_modified=self.last_modified,
        ):
            start_response("304 Not Modified", list(self.always))
            return []
        start_response("200 OK", list(self.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


class Front:
    def __init__(
        self, django: Callable, store: Store, *, site_url: str, trusts_proxy: bool
    ) -> None:
        site = urlsplit(site_url)
        self.django = django
        self.store = store
        self.host = site.netloc
        self.needs_https = site.scheme == "https"
        self.trusts_proxy = trusts_proxy
        self.folder = str(store.www)
        self.answers: dict[tuple[str, str], Answer] = {}
        self.bytes_in_memory = 0
        self.remembering = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._may_answer(environ):
            return self.django(environ, start_response)
        answer = self.find(environ)
        if answer is not None:
            Count.hits += 1
            environ[BY_THE_STORE] = True
            return answer.send(environ, start_response)
        return self._let_django_answer(environ, start_response)

    def _may_answer(self, environ: Environ) -> bool:
        """A plain reading of a plain address on our own host."""
        path = environ["PATH_INFO"]
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not environ.get("QUERY_STRING")
            and environ.get("HTTP_HOST") == self.host
            and len(path) <= LONGEST_PATH
            and PATH.fullmatch(path) is not None
            and not trust.is_lost()
            and (not self.needs_https or self._is_https(environ))
        )

    def _is_https(self, environ: Environ) -> bool:
        if self.trusts_proxy:
            return environ.get("HTTP_X_FORWARDED_PROTO") == "https"
        return environ["wsgi.url_scheme"] == "https"

    def find(self, environ: Environ) -> Answer | None:
        """The kept page in the encoding that the reader prefers."""
        path = environ["PATH_INFO"]
        encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        try:
            stat = os.stat(f"{self.folder}{path}{INDEX}")
        except OSError:
            return None
        answer = self.answers.get((path, encoding))
        if answer is None or answer.version != (stat.st_mtime_ns, stat.st_ino):
            answer = self._read(path, encoding, (stat.st_mtime_ns, stat.st_ino))
        if answer is None or answer.until <= time.time():
            return None
        return answer

    def _read(self, path: str, encoding: str, version: tuple[int, int]) -> Answer | None:
        """The page from its files; None when it was taken away meanwhile, or is damaged."""
        suffix = SUFFIXES[encoding]
        try:
            meta = Meta.loads(self.store.meta_of(path).read_bytes())
            body = self.store.file_of(path, suffix).read_bytes()
            stat = os.stat(self.store.file_of(path))
        except FileNotFoundError:
            if self.store.has(path):  # its files were never all there, or one is lost
                self._throw_away(path)
            return None
        except (OSError, ValueError):
            self._throw_away(path)
            return None
        if (stat.st_mtime_ns, stat.st_ino) != version:
            return None
        if not meta.is_of(suffix, body) or not self.store.has_markers(path, meta.tags):
            self._throw_away(path)
            return None
        answer = _answer(meta, encoding, version, body)
        self._remember((path, encoding), answer)
        return answer

    def _throw_away(self, path: str) -> None:
        log.error("published pages: %s is damaged and is made anew", path)
        try:
            self.store.throw_away(path)
        except OSError:
            log.exception("published pages: %s cannot be thrown away", path)

    def _remember(self, key: tuple[str, str], answer: Answer) -> None:
        with self.remembering:
            before = self.answers.pop(key, None)
            self.bytes_in_memory += len(answer.body) - (len(before.body) if before else 0)
            self.answers[key] = answer
            while self.bytes_in_memory > MOST_BYTES_IN_MEMORY:
                oldest = self.answers.pop(next(iter(self.answers)))
                self.bytes_in_memory -= len(oldest.body)

    def _let_django_answer(
        self, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Django's answer; when it was kept, the kept one, so that both are always the same."""
        environ[MAY_BE_KEPT] = True
        begun: list = []
        response = self.django(environ, lambda *start: begun.append(start))
        if environ[MAY_BE_KEPT] == KEPT and (answer := self.find(environ)):
            response.close()
            return answer.send(environ, start_response)
        start_response(*begun[-1])
        return response


def _answer(meta: Meta, encoding: str, version: tuple[int, int], body: bytes) -> Answer:
    etag, date = meta.etag(encoding), formatdate(version[0] // 10**9, usegmt=True)
    common = [(name, value) for name, value in meta.headers if name != "Content-Type"]
    common += [("ETag", etag), ("Last-Modified", date), ("Vary", "Accept-Encoding")]
    about_body = [(name, value) for name, value in meta.headers if name == "Content-Type"]
    about_body.append(("Content-Length", str(len(body))))
    if encoding != "identity":
        about_body.append(("Content-Encoding", encoding))
    return Answer(
        version=version,
        until=meta.until or float("inf"),
        etag=etag,
        last_modified=date,
        always=common,
        headers=common + about_body,
        body=body,
    )
