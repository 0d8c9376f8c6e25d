"""Omitting words in public; the original is kept apart for a while."""

from guides.moderation.decisions import Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.originals import Original
from guides.moderation.redaction import omit
from guides.moderation.verbs.core import acting

NOWHERE = "Queste parole non ci sono nel testo: controlla come sono scritte."


def redact(content, *, by, words: str, seen=None):
    """Omit words wherever they stand, in public and here.

    Raises CannotDecide when they are nowhere.
    """
    with acting(content, by=by, seen=seen) as act:
        before = {field: getattr(content, field) or "" for field in content.redactable}
        after = {field: _fit(content, field, omit(text, words)) for field, text in before.items()}
        changed = {field: text for field, text in after.items() if text != before[field]}
        if not changed:
            raise CannotDecide(NOWHERE)
        decision = act.record(Verb.REDACT, words=changed)
        Original.objects.record(decision, {field: before[field] for field in changed})
        content.on_changed()
        return decision


def _fit(content, field: str, text: str) -> str:
    """The mark may be longer than the words: a short field is cut rather than refused."""
    return text[: content._meta.get_field(field).max_length]
