"""Recovery codes: ten, each good once, kept as hashes: who reads a backup does not read them."""

import secrets
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

HOW_MANY = 10
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # 32, without l, o, 0 and 1: 60 bits in twelve
LENGTH, GROUP = 12, 4


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Ten new ones, as they are shown («abcd-efgh-jkmn»); those from before are worth no more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Codici di recupero")
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_kept(user, code)) for code in codes
    )
    return ["-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP)) for code in codes]


def use_code(user: User, typed: str) -> StaticDevice | None:
    """Spend a code: of two requests with the same one, one deletes it and comes in."""
    mine = StaticToken.objects.filter(device__user=user, device__confirmed=True)
    device = StaticDevice.objects.filter(user=user, confirmed=True).first()
    spent = device and mine.filter(token=_kept(user, _letters_of(typed))).delete()[0]
    if not device or not spent:
        return None
    device.set_last_used_timestamp()
    return device


def how_many_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def _letters_of(typed: str) -> str:
    """Small letters without dashes or spaces, however they were typed."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def _kept(user: User, code: str) -> str:
    return sha256(f"{user.pk}:{code}".encode()).hexdigest()[:16]
