"""A browser that has come in before: its wrong tries are counted apart, so nobody keeps it out.

The cookie holds a random name and, for each account that came in with it, a hash; signed. It
opens nothing: it is only worth tries of its own. Readers never get it.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "dispositivo"
SALT = "helpcentre.accounts.known_device"
KEPT_FOR = timedelta(days=365)
MOST_ACCOUNTS = 8  # of one newsroom's computer


def name_of_known_device(request: HttpRequest, account: str) -> str:
    """The random name of the browser that this account has come in with; "" for any other."""
    device, accounts = _read(request)
    return device if _hashed(device, account) in accounts else ""


def remember(request: HttpRequest, response: HttpResponse, account: str) -> None:
    device, accounts = _read(request)
    device = device or secrets.token_urlsafe(12)
    this = _hashed(device, account)
    said = [device, [*(one for one in accounts if one != this), this][-MOST_ACCOUNTS:]]
    response.set_cookie(
        COOKIE,
        signing.dumps(said, salt=SALT),
        max_age=KEPT_FOR,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, accounts = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_FOR
        )
    except signing.BadSignature:
        return "", []
    return device, accounts


def _hashed(device: str, account: str) -> str:
    """Without our key, which may be turned: the cookie is signed, and former keys still count."""
    return sha256(f"{device}:{account.strip().casefold()}".encode()).hexdigest()[:16]
