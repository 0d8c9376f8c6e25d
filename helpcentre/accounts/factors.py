"""What somebody has besides the password: an app that makes codes, passkeys, recovery codes."""

import time
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, Value
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

SECOND_STEPS = (TOTPDevice, WebAuthnCredential)  # recovery codes are only for when these are lost
KINDS = (*SECOND_STEPS, StaticDevice)
AN_APPS_NAME = "App di codici"


def has_second_step(user: User) -> bool:
    return any(
        kind.objects.devices_for_user(user, confirmed=True).exists() for kind in SECOND_STEPS
    )


def mark_of(user: User) -> str:
    """A hash of which ones somebody has: a session with another mark is over.

    It opens nothing and stays on the server, so it needs no key, which may be turned.
    """
    of_each = [
        kind.objects.devices_for_user(user, confirmed=True)
        .order_by()
        .annotate(kind=Value(kind.__name__, output_field=CharField()))
        .values_list("kind", "pk")
        for kind in KINDS
    ]
    there = sorted(of_each[0].union(*of_each[1:], all=True))
    return sha256(repr((user.pk, there)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Checked:
    """What came of a code; `is_used` when it was right and had been used already."""

    device: Device | None = None
    is_used: bool = False


@transaction.atomic
def check_code(user: User, code: str) -> Checked:
    """Try six figures on every app of somebody; one that is right is good once.

    The rows are locked: of two requests with the same code one comes in.
    """
    figures = "".join(code.split())
    is_used = False
    for device in TOTPDevice.objects.devices_for_user(user, confirmed=True).select_for_update():
        if device.verify_token(figures):
            return Checked(device)
        is_used = is_used or _is_right(device, figures)
    return Checked(is_used=is_used)


def _is_right(device: TOTPDevice, figures: str) -> bool:
    return step_of(device.bin_key, figures, drift=device.drift) is not None


def step_of(key: bytes, figures: str, *, drift: int = 0) -> tuple[int, int] | None:
    """Which half minute a code is of, and how far the app's clock is from ours; None: of no one."""
    if not (figures.isascii() and figures.isdigit()):
        return None
    codes = TOTP(key, drift=drift)
    codes.time = time.time()
    return (codes.t(), codes.drift) if codes.verify(int(figures), tolerance=1) else None


def add_app(user: User, key: bytes, *, name: str, step: tuple[int, int]) -> TOTPDevice:
    """An app whose first code has been seen; `step` is that code's, which is used by now."""
    return TOTPDevice.objects.create(
        user=user,
        key=key.hex(),
        name=name or AN_APPS_NAME,
        last_t=step[0],
        drift=step[1],
    )


class TheLast(Exception):
    """It cannot be taken away while a second step is asked for."""


@transaction.atomic
def take_away_one(user: User, device: Device) -> None:
    """Raises TheLast; the account is locked, so that two at once do not leave it without any."""
    User.objects.select_for_update().get(pk=user.pk)
    theirs = sum(
        kind.objects.devices_for_user(user, confirmed=True).count() for kind in SECOND_STEPS
    )
    if settings.SECOND_FACTOR and theirs == 1:
        raise TheLast
    device.delete()


@transaction.atomic
def forget_all(user: User) -> int:
    """Take away everything; return how many there were. Every session of theirs is over."""
    theirs = [kind.objects.filter(user=user) for kind in KINDS]
    there = sum(rows.count() for rows in theirs)
    for rows in theirs:
        rows.delete()
    return there
