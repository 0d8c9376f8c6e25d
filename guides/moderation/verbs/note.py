from guides.moderation.conversation import InternalNote
from guides.moderation.decisions import Verb
from guides.moderation.verbs.core import acting


def note(content, *, by, text: str) -> InternalNote:
    """Leave a note that only colleagues read; the same one twice is kept once."""

    def mine():
        notes = InternalNote.objects.filter(decision__item=content.queue_item_id, text=text)
        return notes.filter(decision__actor=by)

    even = {"even_in_hand": True, "even_changed": True}
    with acting(content, by=by, already=lambda: mine().exists(), **even) as act:
        if act is None:
            return mine().first()
        return InternalNote.objects.create(decision=act.record(Verb.NOTE), text=text)
