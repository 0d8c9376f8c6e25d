"""The password asked again, by whoever already is in: a session left open changes no key."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from helpcentre.accounts.tries import CountsTries

WRONG = "La password non è giusta."


class PasswordAgainForm(CountsTries, forms.Form):
    """Counted like every other try at a password."""

    password = forms.CharField(
        label="La tua password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Scrivi la tua password."},
    )

    def __init__(self, request: HttpRequest, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        user, password = self.request.user, self.cleaned_data["password"]
        with self.one_try(self.request, user.get_username()):
            if not user.check_password(password):
                raise ValidationError(WRONG)
        return password
