"""How it goes: by its author, or at the end of its term."""

from django.db import transaction

from guides.moderation.states import State
from guides.moderation.verbs.core import lock
from guides.moderation.verbs.noted import note_erased


@transaction.atomic
def erase(content) -> None:
    """Its author, or an administrator for them, wants it gone, whatever a moderator is doing."""
    content.take_back()
    content.forget_everything()
    note_erased(content)


@transaction.atomic
def forget_for_good(content) -> None:
    """The end of its term. What was public once keeps its place, empty: others answered it."""
    lock(content)
    content.forget_everything()
    if not content.queue_item.decisions.filter(to_state=State.APPROVED).exists():
        content.delete()


@transaction.atomic
def forget_author(content) -> None:
    """Name, address, network and originals go; the words stay."""
    content.author_name = content.network = ""
    content.verdict = {}
    _forget_address(content, "author_name", "network", "verdict")
    content.queue_item.forget_words()


@transaction.atomic
def forget_address(content) -> None:
    """The address goes, the words stay: the end of its term, for what is published."""
    _forget_address(content)


def _forget_address(content, *also: str) -> None:
    content.author_email, content.email_confirmed_at = "", None
    content.raise_version(["author_email", "email_confirmed_at", *also])
    content.queue_item.forget_contributor()
