"""Every variable, in the order of docs/operations.md, whose table is written from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpcentre.environment.kinds import (
    bucket,
    database,
    message_server,
    one_of,
    site_address,
    switch,
    whole,
    words,
)

HERE = "http://localhost:8000"


@dataclass(frozen=True)
class Variable:
    """One name: how its value is read, and what operations.md says of it."""

    name: str
    says: str
    default: Any = ""
    read: Callable[[str], Any] = str
    shown: str = ""  # the default in words, where the value says little

    def row(self) -> str:
        shown = self.shown or (f"`{self.default}`" if self.default else "unset")
        return f"| `{self.name}` | {self.says} | {shown} |"


VARIABLES = [
    Variable(
        "SITE_URL",
        "the public address; https turns on HSTS, secure cookies, the redirect, and "
        "the refusal of what only development needs",
        HERE,
        site_address,
    ),
    Variable(
        "SECRET_KEY",
        "signs sessions, tokens and links; an https site wants one",
        "",
        str,
        "made at first run in `DATA_DIR`",
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "former keys, by commas, whose links still work: see below",
        [],
        words,
    ),
    Variable(
        "ADDRESS_KEY",
        "hashes the addresses of authors and of those who want no mail: see below",
        "",
        str,
        "the last of `SECRET_KEY_FALLBACKS`, else `SECRET_KEY`",
    ),
    Variable("DATA_DIR", "database (SQLite), uploads, published pages", "", str, "`./data`"),
    Variable(
        "ERASURES_DIR",
        "where the ledger of erasures is kept, which a restored backup must not undo: another disk "
        "than the database's",
        "",
        str,
        "`DATA_DIR`",
    ),
    Variable("STATIC_ROOT", "where `collectstatic` writes", "", str, "`./staticfiles`"),
    Variable(
        "DATABASE_URL",
        "`postgres://user:password@host/name`",
        None,
        database,
        "SQLite in `DATA_DIR`",
    ),
    Variable(
        "REPLICA_URL",
        "a copy of the database that follows it: readers' pages that are not kept, and search, "
        "read there",
        None,
        database,
    ),
    Variable("REPLICA_LATE", "seconds behind which the copy is not read", 5, whole(1, 3600)),
    Variable(
        "CACHE_URL",
        "`redis://host:port` of a Valkey or Redis: a change is told to the other machines at once",
        "",
        message_server,
    ),
    Variable(
        "FILES_URL",
        "`s3://key:secret@host/bucket`: uploads on S3-compatible storage; it wants "
        "`requirements-s3.txt`",
        None,
        bucket,
        "folders in `DATA_DIR`",
    ),
    Variable(
        "ALLOWED_HOSTS",
        "further host names, by commas",
        ["localhost", "127.0.0.1", "[::1]"],
        words,
        "localhost",
    ),
    Variable(
        "TRUSTED_PROXIES",
        "how many proxies of yours add to `X-Forwarded-For`: see below",
        0,
        whole(0, 9),
        "`0`; compose asks",
    ),
    Variable(
        "HSTS_PRELOAD",
        "`1` asks browsers to put the domain into their built-in list of https sites: see below",
        False,
        switch,
    ),
    Variable(
        "SECOND_FACTOR",
        "whether the desk asks for a code or a passkey after the password; an https site always "
        "does",
        None,
        switch,
        "`1` on https, else `0`",
    ),
    Variable("DEBUG", "`1` while one develops; refused by an https site", False, switch),
    Variable(
        "UPLOADS_MB_A_NETWORK", "megabytes of files taken from one network in a day", 200, whole(0)
    ),
    Variable(
        "UPLOADS_MB_A_DAY", "megabytes of files taken from all readers in a day", 2048, whole(0)
    ),
    Variable("LEAST_FREE_MB", "free space on the disk below which no file is taken", 500, whole(0)),
    Variable("WEB_CONCURRENCY", "gunicorn's processes", 2, whole(1, 256)),
    Variable("WEB_THREADS", "how many requests Django serves at once in each", 4, whole(1, 256)),
    Variable("BIND", "where gunicorn listens", "127.0.0.1"),
    Variable("PORT", "and on which port", 8000, whole(1, 65535)),
    Variable("METRICS_TOKEN", "opens `/metriche` to Prometheus; unset: that address is a 404"),
    Variable(
        "LOG_FORMAT",
        "`json`, or `text` for people who read along (`make run` sets it)",
        "json",
        one_of("json", "text"),
    ),
    Variable("PAGES_MOST", "how many published pages are kept on disk", 50_000, whole(1)),
    Variable("PAGES_MOST_MB", "and how many megabytes of them", 1024, whole(1)),
    Variable("EMAIL_HOST", "the mail server; an https site wants one", "", str, "`localhost`"),
    Variable("EMAIL_PORT", "its port", 25, whole(1, 65535)),
    Variable("EMAIL_HOST_USER", "who signs in there"),
    Variable("EMAIL_HOST_PASSWORD", "and the password"),
    Variable("EMAIL_USE_TLS", "`1`: STARTTLS", False, switch),
    Variable(
        "EMAIL_FOLDER",
        "write letters into this folder instead of sending them; `make run` sets it "
        "while `EMAIL_HOST` is unset",
    ),
    Variable("DEFAULT_FROM_EMAIL", "the sender", "redazione@localhost"),
    Variable(
        "MAIL_LEASE_SECONDS",
        "after how long a letter left half-way is taken from a dead worker",
        600,
        whole(30),
    ),
    Variable(
        "CHECK_LINKS",
        "`1`: once an hour the worker follows some of the links that pages have to other sites",
        False,
        switch,
    ),
    Variable(
        "NORMATTIVA",
        "the address of Normattiva's open data, asked once a week for the articles under facts",
    ),
]


def table() -> str:
    """The table of docs/operations.md."""
    head = ["| variable | what it does | default |", "|---|---|---|"]
    return "\n".join([*head, *(variable.row() for variable in VARIABLES)])
