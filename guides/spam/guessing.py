"""How often a password may be tried: by network, by account, and by both together.

Wrong tries alone are counted, in the database: no worker and no restart forgets them. An account
that the whole world guesses at is still open to its owner: from a network that has not failed with
it lately one may always try.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import digest
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest

from guides.spam.models import Attempt
from guides.spam.network import network_key
from guides.spam.rate import Limit, seconds_to_wait

log = logging.getLogger(__name__)

QUARTER = timedelta(minutes=15)
# A newsroom behind one address has several who mistype on a Monday.
OF_A_NETWORK: list[Limit] = [(20, QUARTER), (100, timedelta(days=1))]
OF_ONE_WITH_AN_ACCOUNT: list[Limit] = [(5, QUARTER), (30, timedelta(days=1))]
OF_AN_ACCOUNT: list[Limit] = [(30, QUARTER), (300, timedelta(days=1))]


@dataclass(frozen=True)
class Guess:
    """One try that was counted before its password is looked at: of many at once none is free."""

    attempts: tuple[Attempt, ...]
    wait: int  # seconds; 0 lets it be looked at

    def was_right(self) -> None:
        """It counts no more."""
        Attempt.objects.filter(pk__in=[attempt.pk for attempt in self.attempts]).delete()


def begin_guess(request: HttpRequest, account: str) -> Guess:
    """Count a try at an account and say how long it has to wait; one that waits is not counted."""
    network = network_key(request)
    both, name = _key(network, account), _key("", account)
    attempts = tuple(
        Attempt.objects.create(act=act, network=key, submission_id=uuid4())
        for act, key in (("sign-in", network), ("sign-in both", both), ("sign-in account", name))
    )
    waits = [
        _wait(attempt, limits)
        for attempt, limits in zip(
            attempts, (OF_A_NETWORK, OF_ONE_WITH_AN_ACCOUNT, OF_AN_ACCOUNT), strict=True
        )
    ]
    if not _earlier(attempts[1]).exists():
        waits.pop()
    guess = Guess(attempts, max(waits))
    if guess.wait:
        guess.was_right()
        log.warning("sign-in refused: too many wrong tries, wait=%ss", guess.wait)
    return guess


def _wait(attempt: Attempt, limits: list[Limit]) -> int:
    return seconds_to_wait(_earlier(attempt), limits)


def _earlier(attempt: Attempt):
    same = Attempt.objects.filter(act=attempt.act).from_networks([attempt.network])
    return same.filter(pk__lt=attempt.pk)


def _key(network: str, account: str) -> str:
    """What was typed is never kept: it may be a password in the wrong field."""
    salt = f"guides.spam.guessing:{network}:{settings.SECRET_KEY}"
    return digest(salt.encode(), account.strip().casefold().encode(), sha256).hex()[:32]
