"""The desk's door: a password is tried so often, and no more."""

import logging
import math

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from guides.spam.guessing import begin_guess

log = logging.getLogger(__name__)

TOO_MANY = (
    "Troppi tentativi sbagliati da questa rete o con questo nome: aspetta {} e riprova. Se non "
    "ricordi la password, chi amministra il sito te ne dà una nuova."
)


class SignInForm(AdminAuthenticationForm):
    """Django's, with tries counted before a password is looked at, which is slow on purpose."""

    retry_after = 0  # seconds, when it was refused unseen

    def clean(self):
        account = self.cleaned_data.get("username")
        if not account or not self.cleaned_data.get("password"):
            return self.cleaned_data
        guess = begin_guess(self.request, account)
        if guess.wait:
            self.retry_after = guess.wait
            raise ValidationError(TOO_MANY.format(_in_words(guess.wait)), code="too_many")
        try:
            said = super().clean()
        except ValidationError:
            log.warning("sign-in failed")
            raise
        guess.was_right()
        return said


def _in_words(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    if minutes > 90:
        return f"{math.ceil(minutes / 60)} ore"
    return "un minuto" if minutes == 1 else f"{minutes} minuti"
