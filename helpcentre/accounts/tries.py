"""Every door that asks for a password or a code counts its tries here, before it looks at them."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from guides.spam.guessing import begin_code_guess, begin_guess
from helpcentre.accounts.known_device import name_of_known_device

TOO_MANY = (
    "Troppi tentativi sbagliati da questa rete o con questo nome: aspetta {} e riprova. Da "
    "un’altra rete, per esempio quella del telefono, puoi riprovare subito. Se non ricordi la "
    "password, chi amministra il sito te ne dà una nuova."
)
TOO_MANY_CODES = "Troppi codici sbagliati: aspetta {} e riprova. Una passkey funziona anche adesso."

Answer = TypeVar("Answer", bound=HttpResponseBase)


class TooManyTries(ValidationError):
    """Refused unseen; `wait` in seconds."""

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence.format(in_words(wait)), code="too_many")
        self.wait = wait


class CountsTries:
    """For a form: `retry_after` has the seconds, when a try of it was refused unseen."""

    retry_after = 0

    @contextmanager
    def one_try(self, request: HttpRequest, account: str) -> Iterator[None]:
        """Around the looking at a password: what raises within it was wrong."""
        guess = begin_guess(request, account, device=name_of_known_device(request, account))
        self._refuse(guess.wait, TOO_MANY)
        yield
        guess.was_right()

    @contextmanager
    def one_code(self, request: HttpRequest, account: str) -> Iterator[int]:
        """The same around a code; gives how many were wrong before it."""
        device = name_of_known_device(request, account)
        guess = begin_code_guess(request, account, device=device)
        self._refuse(guess.wait, TOO_MANY_CODES)
        yield guess.failed_before
        guess.was_right()

    def _refuse(self, wait: int, sentence: str) -> None:
        if wait:
            self.retry_after = wait
            raise TooManyTries(sentence, wait)


def answered(response: Answer, form: object) -> Answer:
    """429, and when to come back, where the form's try was refused unseen."""
    if wait := getattr(form, "retry_after", 0):
        response.status_code = 429
        response["Retry-After"] = str(wait)
    return response


def in_words(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    if minutes > 90:
        return f"{math.ceil(minutes / 60)} ore"
    return "un minuto" if minutes == 1 else f"{minutes} minuti"
