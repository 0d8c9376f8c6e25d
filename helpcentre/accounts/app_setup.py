"""An app that makes codes, set up: its key as a drawing and in letters, then its first code."""

from base64 import b32encode
from urllib.parse import quote, urlencode

import segno
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from guides.site.models import SiteSettings
from guides.text.canonical import in_one_line
from helpcentre.accounts.factors import add_app, step_of

KEY = "new_app_key"  # in the session, until its first code comes
WRONG = (
    "Questo codice non è di questa chiave. Guarda quello che l’app mostra adesso; se non basta, "
    "controlla che l’ora del telefono sia giusta."
)


class AppForm(forms.Form):
    """The first code proves that the app has the key and that its clock is right."""

    code = forms.CharField(
        label="Il codice che l’app mostra adesso",
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}
        ),
        error_messages={"required": "Scrivi le sei cifre che l’app mostra adesso."},
    )
    name = forms.CharField(
        label="Come vuoi chiamarla (se vuoi)",
        max_length=60,
        required=False,
        help_text="Per riconoscerla fra altre: «Telefono del lavoro».",
    )

    def __init__(self, key: bytes, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_code(self) -> tuple[int, int]:
        step = step_of(self.key, "".join(self.cleaned_data["code"].split()))
        if step is None:
            raise ValidationError(WRONG)
        return step

    def clean_name(self) -> str:
        return in_one_line(self.cleaned_data["name"])

    def add_to(self, user: User) -> TOTPDevice:
        data = self.cleaned_data
        return add_app(user, self.key, name=data["name"], step=data["code"])


def key_of(request: HttpRequest) -> bytes:
    """The same for as long as the page is open, however often it is loaded again."""
    return bytes.fromhex(request.session.setdefault(KEY, random_hex(20)))


def forget_key(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def key_shown(user: User, key: bytes) -> dict[str, str]:
    """What the page shows of a key: a drawing, the same in letters by fours, a link for phones."""
    letters = b32encode(key).decode()
    address = _address(user, letters)
    return {
        "drawing": _drawing(address),
        "letters": " ".join(letters[at : at + 4] for at in range(0, len(letters), 4)),
        "address": address,
    }


def _address(user: User, letters: str) -> str:
    """The form that apps agree on: Google Authenticator's "Key Uri Format"."""
    site = SiteSettings.current().name.replace(":", " ")
    label = quote(f"{site}:{user.get_username()}")
    return (
        f"otpauth://totp/{label}?{urlencode({'secret': letters, 'issuer': site}, quote_via=quote)}"
    )


def _drawing(address: str) -> SafeString:
    """Inline and without a style of its own; dark on white also where the page is dark."""
    drawing = segno.make(address, error="m").svg_inline(
        scale=5, light="#fff", dark="#000", border=4
    )
    return mark_safe(drawing)  # noqa: S308 (squares that segno drew: no word of it is anybody's)
