"""What is held about an e-mail address, and its erasure: the administrator's one place.

GDPR art. 15 and 20 (access, portability) and art. 17 (erasure). Each room that holds something
about readers registers a Holder; what is moderated, letters and blocked addresses stand here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from guides.addresses import mailbox
from guides.mail.models import Letter
from guides.moderation.queue import kinds
from guides.moderation.standing import Contributor, author_key
from guides.spam import forget_traces_of
from guides.spam.models import BlockedTerm


@dataclass(frozen=True)
class Holder:
    """A room's answer: `about(email)` lists plain records ready for JSON, `erase(email)` counts."""

    name: str  # in Italian
    about: Callable[[str], list[dict]]
    erase: Callable[[str], int]


_registered: list[Holder] = []


def register(holder: Holder) -> None:
    _registered.append(holder)


def held_about(email: str) -> dict[str, list[dict]]:
    """Everything we hold about an address: {what: records}, without the empty ones."""
    found = {holder.name: holder.about(email) for holder in _holders()}
    return {name: records for name, records in found.items() if records}


@transaction.atomic
def erase_about(email: str) -> dict[str, int]:
    """Erase it everywhere, or nowhere when something fails; {what: how many}."""
    return {holder.name: holder.erase(email) for holder in _holders()}


def _holders() -> list[Holder]:
    return [*_of_everything_moderated(), *_registered, STANDING, LETTERS, BLOCKED]


def _of_everything_moderated() -> list[Holder]:
    return [_of_a_kind(model) for model in kinds().values()]


def _of_a_kind(model) -> Holder:
    def about(email: str) -> list[dict]:
        return [content.held_data() for content in model._default_manager.written_by(email)]

    def erase(email: str) -> int:
        contents = list(model._default_manager.written_by(email))
        for content in contents:
            forget_traces_of(content.submission_id)
            content.erase()
        return len(contents)

    return Holder(str(model._meta.verbose_name_plural), about, erase)


def _standing(email: str) -> list[dict]:
    known = Contributor.objects.filter(key=author_key(email))
    return list(known.values("approved", "rejected", "spam"))


def _letters(email: str) -> list[dict]:
    fields = ("template", "subject", "state", "written_at", "sent_at")
    return list(Letter.objects.written_to(email).order_by("written_at").values(*fields))


def _blocked(email: str) -> list[dict]:
    terms = BlockedTerm.objects.filter(kind=BlockedTerm.Kind.ADDRESS, term=mailbox(email))
    return list(terms.values("term", "note", "added_at"))


STANDING = Holder(
    "decisioni contate",
    _standing,
    lambda email: Contributor.objects.filter(key=author_key(email)).delete()[0],
)
LETTERS = Holder("lettere", _letters, lambda email: Letter.objects.written_to(email).delete()[0])
# A blocked address stays blocked: whoever wants it off the list asks a moderator.
BLOCKED = Holder("indirizzi bloccati", _blocked, lambda email: 0)
