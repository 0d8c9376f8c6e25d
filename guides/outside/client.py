"""One request to somebody else's site: bounded in time and in size, never to a private address.

`requests-hardened` looks the name up itself and connects to the very address it looked at, so a
name that answers twice differently gains nothing. Redirects are followed here, one by one: each is
looked at as the first was. Neither proxies nor passwords are taken from the environment.
"""

import json
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

from guides.outside.in_time import cut_off_after

CONNECT, READ, WHOLE = 5, 10, 15  # seconds
MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 5
TOO_LATE = "Il sito non risponde in tempo."


class Unreachable(Exception):
    """No answer; the message is an Italian sentence."""


@dataclass(frozen=True)
class Answer:
    """What a site said: after redirects, the addresses it sent us to are in `through`."""

    address: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    through: tuple[tuple[int, str], ...] = ()  # (the status of the redirect, where it led)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def ask(address: str, *, said: dict | None = None, most_redirects: int = MOST_REDIRECTS) -> Answer:
    """GET an address, or POST `said` to it as JSON. Raises Unreachable."""
    until, through = time.monotonic() + WHOLE, []
    with _session() as session, cut_off_after(session, WHOLE):
        while True:
            answer = _one(session, address, said, until)
            target = answer.headers.get("location", "")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return Answer(address, answer.status, answer.headers, answer.body, tuple(through))
            if len(through) >= most_redirects:
                raise Unreachable("Rimanda da un indirizzo all’altro senza fine.")
            address = urljoin(address, target)
            through.append((answer.status, address))


def _session() -> HTTPSession:
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=settings.OUTSIDE_MAY_BE_LOOPBACK,
            never_redirect=True,
            default_timeout=(CONNECT, READ),
            user_agent_override=f"{settings.OUTSIDE_NAME} (+{settings.SITE_URL}/)",
        )
    )
    session.trust_env = False
    return session


def _one(session: HTTPSession, address: str, said: dict | None, until: float) -> Answer:
    _look_at(address)
    sent = {"data": json.dumps(said), "headers": {"Content-Type": "application/json"}}
    try:
        with session.request(
            "POST" if said is not None else "GET",
            address,
            stream=True,
            **(sent if said is not None else {}),
        ) as response:
            body = _read(response, until)
            if time.monotonic() >= until:  # cut off in a head, or a body of no said length
                raise requests.exceptions.Timeout
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(address, response.status_code, headers, body)
    except InvalidIPAddress:
        raise Unreachable("Il nome porta a un indirizzo privato: non lo apriamo.") from None
    except requests.exceptions.SSLError:
        raise Unreachable("Il certificato del sito non è valido.") from None
    except requests.exceptions.Timeout:
        raise Unreachable(TOO_LATE) from None
    except (requests.exceptions.RequestException, OSError, ValueError):
        if time.monotonic() >= until:
            raise Unreachable(TOO_LATE) from None
        raise Unreachable("Il sito non si raggiunge.") from None


def _look_at(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unreachable("L’indirizzo non è scritto bene.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable("L’indirizzo non comincia con https://.")
    if parts.username or parts.password:
        raise Unreachable("Nell’indirizzo c’è un nome con una password: toglili.")
    if port not in (None, 80, 443) and not settings.OUTSIDE_MAY_BE_LOOPBACK:
        raise Unreachable("L’indirizzo chiede una porta insolita: non lo apriamo.")


def _read(response: requests.Response, until: float) -> bytes:
    """The beginning of the body, as long as there is time."""
    read = b""
    for piece in response.iter_content(64 * 1024):
        read += piece
        if len(read) >= MOST_BYTES:
            return read[:MOST_BYTES]
        if time.monotonic() > until:
            raise requests.exceptions.Timeout
    return read
