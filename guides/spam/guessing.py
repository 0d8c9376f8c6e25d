"""How often a password or a code may be tried: by network, by account, by both, by known device.

Wrong tries alone are counted, in the database: no process and no restart forgets them. Who knows
a name keeps nobody out with it: from a network that has not failed with it lately one may always
try, and a device that has signed in with the account before has a count of its own.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import digest
from uuid import uuid4

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from guides.spam.models import Attempt, AttemptQuerySet
from guides.spam.network import network_key, wide_network_key
from guides.spam.rate import A_DAY, Limit, seconds_to_wait

log = logging.getLogger(__name__)

QUARTER = timedelta(minutes=15)
# A newsroom behind one address has several who mistype on a Monday.
OF_A_NETWORK: list[Limit] = [(20, QUARTER), (100, A_DAY)]
# A provider's customer may choose among 65,536 networks of IPv6 within one of these.
OF_A_WIDE_NETWORK: list[Limit] = [(60, QUARTER), (300, A_DAY)]
OF_AN_ACCOUNT: list[Limit] = [(30, QUARTER), (300, A_DAY)]
FREE = 5  # wrong tries of one network, or one device, with one account; then waits that double
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
# Six figures, three of them good at any time: a hundred tries a day find one in ten years.
OF_AN_ACCOUNTS_CODES: list[Limit] = [(20, QUARTER), (100, A_DAY)]


@dataclass(frozen=True)
class Guess:
    """One try that was counted before it is looked at: of many at once none is free."""

    attempts: tuple[Attempt, ...]
    wait: int  # seconds; 0 lets it be looked at
    failed_before: int = 0  # with the account, since yesterday

    def was_right(self) -> None:
        """It counts no more, and what this one failed before with the account is forgiven."""
        forgiven = [a for a in self.attempts if a.act.endswith((" both", " device"))]
        for attempt in forgiven:
            _earlier(attempt).delete()
        self.take_back()

    def take_back(self) -> None:
        Attempt.objects.filter(pk__in=[attempt.pk for attempt in self.attempts]).delete()


def begin_guess(request: HttpRequest, account: str, *, device: str = "") -> Guess:
    """Count a try at an account's password and say how long it waits; who waits is not counted.

    `device` is the name of one that has signed in with this account before, if it is one.
    """
    if device:
        return _of_a_known_device("sign-in", device, account)
    network = network_key(request)
    both = _counted("sign-in both", _key(network, account))
    everywhere = _counted("sign-in account", _key("", account))
    rows = [_counted("sign-in", network), both, everywhere]
    waits = [_wait(rows[0], OF_A_NETWORK), _growing_wait(both)]
    if wide := wide_network_key(request):
        rows.append(_counted("sign-in wide", wide))
        waits.append(_wait(rows[-1], OF_A_WIDE_NETWORK))
    if _earlier(both).exists():
        waits.append(_wait(everywhere, OF_AN_ACCOUNT))
    return _begun(rows, waits, _earlier(everywhere))


def begin_code_guess(request: HttpRequest, account: str, *, device: str = "") -> Guess:
    """The same for the code that follows a right password: a code is short, so all are counted.

    Who fails here knows the password already; the owner has a known device, or a passkey.
    """
    if device:
        return _of_a_known_device("code", device, account)
    both = _counted("code both", _key(network_key(request), account))
    everywhere = _counted("code account", _key("", account))
    waits = [_growing_wait(both), _wait(everywhere, OF_AN_ACCOUNTS_CODES)]
    return _begun([both, everywhere], waits, _earlier(everywhere))


def _of_a_known_device(what: str, device: str, account: str) -> Guess:
    row = _counted(f"{what} device", _key(device, account))
    return _begun([row], [_growing_wait(row)], _earlier(row))


def _begun(rows: list[Attempt], waits: list[int], failed: AttemptQuerySet) -> Guess:
    since = timezone.now() - A_DAY
    guess = Guess(tuple(rows), max(waits), failed.filter(at__gt=since).count())
    if guess.wait:
        guess.take_back()
        log.warning("sign-in refused: too many wrong tries, wait=%ss", guess.wait)
    return guess


def _counted(act: str, key: str) -> Attempt:
    return Attempt.objects.create(act=act, network=key, submission_id=uuid4())


def _wait(attempt: Attempt, limits: list[Limit]) -> int:
    return seconds_to_wait(_earlier(attempt), limits)


def _growing_wait(attempt: Attempt) -> int:
    """Seconds since the last wrong try of a day: none after five, then one minute, two, four…"""
    now = timezone.now()
    earlier = _earlier(attempt).filter(at__gt=now - A_DAY)
    failed, last = earlier.count(), earlier.aggregate(last=Max("at"))["last"]
    if failed < FREE:
        return 0
    pause = min(FIRST_WAIT * 2 ** min(failed - FREE, 10), LONGEST_WAIT)
    return max(0, -int((now - last - pause).total_seconds() // 1))


def _earlier(attempt: Attempt) -> AttemptQuerySet:
    same = Attempt.objects.filter(act=attempt.act).from_networks([attempt.network])
    return same.filter(pk__lt=attempt.pk)


def _key(network: str, account: str) -> str:
    """What was typed is never kept: it may be a password in the wrong field."""
    salt = f"guides.spam.guessing:{network}:{settings.SECRET_KEY}"
    return digest(salt.encode(), account.strip().casefold().encode(), sha256).hex()[:32]
