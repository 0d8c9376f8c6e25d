"""What a person does at the door: the password, a code of the app, a recovery code."""

import re

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.mail.models import Letter

DOOR, SECOND, FIRST = "/admin/login/", "/admin/secondo-passo/", "/admin/secondo-passo/prepara/"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"
RIGHT, WRONG = "una parola lunga e giusta", "sbagliata"


def password(client, said=RIGHT, *, name="elena", address=HERE, to="/admin/"):
    words = {"username": name, "password": said, "next": to}
    return client.post(DOOR, words, REMOTE_ADDR=address)


def code_of(device: TOTPDevice, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes from now."""
    return f"{totp(device.bin_key, drift=device.drift + steps):06d}"


def code(client, figures, *, address=HERE, to="/admin/"):
    return client.post(SECOND, {"code": figures, "next": to}, REMOTE_ADDR=address)


def an_app_of(user) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="Telefono")


def half_in(user, **more) -> Client:
    """A browser whose session has had the password and nothing else: stolen, say."""
    client = Client(**more)
    assert password(client, name=user.username).status_code == 302
    return client


def letters_code() -> str:
    return re.search(r"\b\d{8}\b", Letter.objects.latest("written_at").text)[0]


def its_owner(user, **more) -> Client:
    """Half in, and has typed the code of the letter: may prepare a first second step."""
    client = half_in(user, **more)
    assert client.post(FIRST, {"send": ""}).status_code == 302
    assert client.post(FIRST, {"code": letters_code()}).status_code == 302
    Letter.objects.latest("written_at").delete()
    return client


def wholly_in(user, device: TOTPDevice, **more) -> Client:
    """`device` has made no code since its last one was used: in tests the clock hardly moves."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    client = half_in(user, **more)
    assert code(client, code_of(device)).status_code == 302
    return client
