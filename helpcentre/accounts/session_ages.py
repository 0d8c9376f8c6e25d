"""A session ends after two hours without an act, and after twelve whatever is done.

The moments are in the session itself: to know its age costs no query, and that it was used is
written at most once a minute. What scripts ask by themselves is no act.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from guides.people.sessions import BEGAN, SEEN

WRITTEN_EVERY = 60  # seconds
# Names of addresses that scripts ask while nobody does anything.
ASKED_BY_SCRIPTS = {"work", "moderation_news", "guide_presence", "session_left"}
SIGNED_IN = "_signed_in"


class SessionAges:
    """Stands after whoever says who it is; as lazy, so that readers' pages read no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user
        who: Any = SimpleLazyObject(lambda: _in_time(request, before))
        request.user = who
        response = self.get_response(request)
        if getattr(request, SIGNED_IN, False) and _is_an_act(request):
            note_act(request)
        return response


def _in_time(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    if not user.is_authenticated:
        return AnonymousUser()
    if seconds_left(request) <= 0:
        request.session.flush()
        return AnonymousUser()
    setattr(request, SIGNED_IN, True)
    return getattr(user, "_wrapped", user)  # what is behind another lazy one


def seconds_left(request: HttpRequest, *, whatever_is_done: bool = False) -> int:
    """Until the session ends if nothing is done, or whatever is done.

    One from before ages were kept begins now.
    """
    now = time.time()
    longest = request.session.setdefault(BEGAN, now) + settings.SESSION_LONGEST.total_seconds()
    idle = request.session.setdefault(SEEN, now) + settings.SESSION_IDLE.total_seconds()
    return int((longest if whatever_is_done else min(idle, longest)) - now)


def note_act(request: HttpRequest, *, every: int = WRITTEN_EVERY) -> None:
    """Somebody did something: the time without an act begins anew, in steps of so many seconds."""
    if SEEN in request.session and time.time() - request.session[SEEN] > every:
        request.session[SEEN] = time.time()


def _is_an_act(request: HttpRequest) -> bool:
    match = request.resolver_match
    asked = match.url_name if match else ""
    is_question = asked == "sign_in_here" and request.method == "GET"
    return asked not in ASKED_BY_SCRIPTS and not is_question
