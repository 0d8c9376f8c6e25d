"""Who is signed in, with which browser: Django's sessions with what their owner wants to see."""

import time
from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guides.people.browsers import in_words
from guides.privacy import held, retention
from guides.privacy.retention import Expiry

BEGAN, SEEN, BROWSER = "began", "seen", "browser"  # in the session; the moments in seconds


class DeskSessionQuerySet(models.QuerySet):
    def of(self, user) -> "DeskSessionQuerySet":
        """Those that still open the desk, the last used first."""
        now = timezone.now()
        alive = self.filter(user=user, expire_date__gt=now, seen_at__gt=now - settings.SESSION_IDLE)
        return alive.filter(began_at__gt=now - settings.SESSION_LONGEST).order_by("-seen_at")


class DeskSession(AbstractBaseSession):
    """One browser that somebody is signed in with; deleted, it is signed out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="desk_sessions",
        verbose_name="di chi",
    )
    browser = models.CharField("con che cosa", max_length=60, blank=True)
    began_at = models.DateTimeField("iniziata il", null=True)
    seen_at = models.DateTimeField("usata il", null=True)

    objects = BaseSessionManager.from_queryset(DeskSessionQuerySet)()

    class Meta:
        verbose_name = "sessione"
        verbose_name_plural = "sessioni"

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore  # imports this file

    @property
    def handle(self) -> str:
        """What a page calls it by: its key would open the desk."""
        return salted_hmac("guides.people.sessions", self.session_key).hexdigest()[:32]

    def describe(self, data: dict) -> None:
        """Fill the columns from what the session holds."""
        self.user_id = data.get(SESSION_KEY)
        self.browser = data.get(BROWSER, "")
        self.began_at, self.seen_at = _moment(data.get(BEGAN)), _moment(data.get(SEEN))


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def begin(sender, request, user, **signal) -> None:
    """Somebody has given a password: from now on their session has an age."""
    now = time.time()
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[BROWSER] = in_words(request.META.get("HTTP_USER_AGENT", ""))


user_logged_in.connect(begin, dispatch_uid="guides.people.sessions")


def _of(email: str) -> DeskSessionQuerySet:
    return DeskSession.objects.filter(user__email__iexact=email)


def _held(email: str) -> list[dict]:
    fields = ("browser", "began_at", "seen_at")
    return list(_of(email).values(*fields))


held.register(held.Holder("sessioni della scrivania", _held, lambda email: _of(email).delete()[0]))
retention.register(
    Expiry(
        "sessioni finite della redazione",
        lambda terms, now: DeskSession.objects.filter(expire_date__lt=now),
    )
)
