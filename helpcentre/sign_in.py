"""The desk's door: a password is tried so often, and no more."""

import logging

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from helpcentre.accounts.tries import CountsTries

log = logging.getLogger(__name__)


class SignInForm(CountsTries, AdminAuthenticationForm):
    """Django's, with tries counted before a password is looked at, which is slow on purpose."""

    def clean(self):
        account = self.cleaned_data.get("username")
        if not account or not self.cleaned_data.get("password"):
            return self.cleaned_data
        with self.one_try(self.request, account):
            try:
                return super().clean()
            except ValidationError:
                log.warning("sign-in failed")
                raise
