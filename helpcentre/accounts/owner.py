"""Before the first second step, a code by letter: a stolen password alone prepares none.

Whoever came by an invitation has opened a letter already; an account without an address that can
be written to has only its password.
"""

import hmac
import logging
import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guides.spam.models import Attempt
from guides.spam.rate import A_DAY, Limit, seconds_to_wait
from helpcentre.accounts import letters
from helpcentre.accounts.factors import has_second_step
from helpcentre.accounts.half_in import SECONDS_HALF_IN, half_in
from helpcentre.accounts.second_step import shown, where_to
from helpcentre.accounts.tries import CountsTries, TooManyTries

log = logging.getLogger(__name__)

CONFIRMED, CODE = "owner_confirmed", "owner_code"  # in the session
FIGURES = 8
LETTERS_TO_AN_ACCOUNT: list[Limit] = [(3, timedelta(minutes=15)), (10, A_DAY)]
SENT = "second step letter"
WRONG = "Questo codice non è quello dell’ultima lettera. Copialo da lì, tutte e otto le cifre."
NOT_ASKED = "Prima fatti mandare il codice."
EMPTY = "Scrivi le otto cifre della lettera."
TOO_MANY_LETTERS = "Ti abbiamo già scritto più volte: cerca l’ultima lettera, o aspetta {}."


def first_for(request: HttpRequest) -> User | None:
    """Whoever is half in, has no second step yet, and has shown that the account is theirs."""
    user = half_in(request)
    if user is None or has_second_step(user) or has_to_confirm(request, user):
        return None
    return user


def has_to_confirm(request: HttpRequest, user: User) -> bool:
    return not request.session.get(CONFIRMED) and letters.address_of(user) is not None


def has_opened_a_letter(request: HttpRequest) -> None:
    """This session has shown it, here or by an invitation; the time to prepare begins anew."""
    request.session[CONFIRMED] = True
    request.session.set_expiry(SECONDS_HALF_IN)


class OwnerForm(CountsTries, forms.Form):
    """Either «send» is pressed, or the code is typed."""

    code = forms.CharField(
        label="Il codice della lettera",
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}
        ),
    )

    def __init__(self, request: HttpRequest, user: User, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean(self) -> dict:
        if self.errors:
            return self.cleaned_data
        try:
            if "send" in self.data:
                self._send()
            else:
                self._look("".join(self.cleaned_data["code"].split()))
        except ValidationError as error:
            self.add_error("code", error)
        return self.cleaned_data

    def _send(self) -> None:
        """Raises TooManyTries: who has the password may not fill its owner's letter box."""
        row = Attempt.objects.create(
            act=SENT, network=_hashed(self.user, "letter")[:32], submission_id=uuid4()
        )
        earlier = Attempt.objects.filter(act=SENT, pk__lt=row.pk).from_networks([row.network])
        if wait := seconds_to_wait(earlier, LETTERS_TO_AN_ACCOUNT):
            row.delete()
            self.retry_after = wait
            raise TooManyTries(TOO_MANY_LETTERS, wait)
        code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
        self.request.session[CODE] = _hashed(self.user, code)
        letters.owner_code(self.user, code)

    def _look(self, typed: str) -> None:
        asked = self.request.session.get(CODE)
        if not typed or asked is None:
            raise ValidationError(EMPTY if asked else NOT_ASKED)
        with self.one_code(self.request, self.user.get_username()):
            if not hmac.compare_digest(asked, _hashed(self.user, typed)):
                log.warning("owner's code failed")
                raise ValidationError(WRONG)
        del self.request.session[CODE]
        has_opened_a_letter(self.request)


def confirm(request: HttpRequest, user: User) -> HttpResponse:
    """The page before the first second step, until its code has come."""
    form = OwnerForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return redirect(request.get_full_path())
    context = {
        "title": "Conferma che l’account è tuo",
        "form": form,
        "next": where_to(request),
        "to": _hinted(letters.address_of(user) or ""),
        "is_sent": CODE in request.session,
    }
    return shown(request, "accounts/owner.html", context, form)


def _hashed(user: User, code: str) -> str:
    return sha256(f"{user.pk}:{code}".encode()).hexdigest()


def _hinted(address: str) -> str:
    """Enough for its owner to know which letter box: «e…@redazione.example»."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox[:1]}…@{domain}"
