"""Between the password and the second factor one is nobody: to no page, script or file of the site.

The session knows who has given the password; `request.user` is anonymous until the code or the
passkey has come too, so whatever asks "who is this?" answers as to a stranger. Only the pages of
the second step look at `half_in(request)`. A session bears the mark of what its owner had as
second factor when it was opened: with another mark it is over.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from helpcentre.accounts.factors import mark_of

MARK = "second_factor"
HALF_IN = "_half_in"
SECONDS_HALF_IN = 15 * 60  # to find the telephone, or to set up an app


class FromInside(HttpRequest):
    """What a page behind the door gets: somebody who is in."""

    user: User


class SecondFactor:
    """Stands after AuthenticationMiddleware; as lazy, so that readers' pages read no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        setattr(request, "user", SimpleLazyObject(lambda: _who(request)))  # noqa: B010 (its type)
        return self.get_response(request)


def _who(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not settings.SECOND_FACTOR or not user.is_authenticated:
        return user
    mark = request.session.get(MARK)
    if mark is None:
        setattr(request, HALF_IN, user)
        return AnonymousUser()
    if not constant_time_compare(mark, mark_of(user)):
        request.session.flush()
        return AnonymousUser()
    return user


def half_in(request: HttpRequest) -> User | None:
    """Who has given the password and nothing else yet."""
    request.user.is_authenticated  # noqa: B018 (reads the session)
    return getattr(request, HALF_IN, None)


def is_only_half_in(request: HttpRequest) -> bool:
    """Right after a password: whether the second step is still to come."""
    if not settings.SECOND_FACTOR or MARK in request.session:
        return False
    request.session.set_expiry(SECONDS_HALF_IN)
    return True


def let_in(request: HttpRequest, user: User) -> None:
    """The second step is done: a session under another name, that nobody can have seen before."""
    request.session.cycle_key()
    request.session.set_expiry(None)
    renew_session_mark(request, user)
    rotate_token(request)
    request.user = user
    setattr(request, HALF_IN, None)


def renew_session_mark(request: HttpRequest, user: User) -> None:
    """After a factor was added or removed: this session gets the new mark, all others end."""
    if settings.SECOND_FACTOR:
        request.session[MARK] = mark_of(user)
