"""The letter about a group of errors: what, where, how often; no word that anybody sent."""

from typing import TYPE_CHECKING

from guides.mail import send_letter
from guides.text.dates import in_words

if TYPE_CHECKING:
    from guides.failures.models import Failure


def failed(user, failure: "Failure") -> None:
    name = user.get_short_name() or user.get_username()
    first = in_words(failure.first_at, "il")
    code = failure.request_id[:8]
    context = {"name": name, "failure": failure, "first": first, "code": code}
    send_letter("failures/emails/failed.txt", to=user.email, context=context, about=failure)
