"""What moderators do with a contribution without deciding: take it in hand, ask, note, redact."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from guides.moderation.conversation import InternalNote, Question
from guides.moderation.deciding import CannotDecide
from guides.moderation.decisions import Verb, name_of
from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.redaction import omit


class Handling:
    """Verbs that leave the state as it is; each keeps its Decision in the same transaction."""

    @transaction.atomic
    def claim(self, *, by) -> bool:
        """Take it in hand for a while. Raises CannotDecide when a colleague has it."""
        item = self._locked_item()
        if item.claimer == by:
            return False
        if item.claimer:
            raise CannotDecide(f"Se ne sta già occupando {name_of(item.claimer)}.")
        minutes = ModerationSettings.current().claim_minutes
        item.claimed_by = by
        item.claimed_until = timezone.now() + timedelta(minutes=minutes)
        item.save(update_fields=["claimed_by", "claimed_until"])
        self._record(Verb.CLAIM, by=by)
        return True

    @transaction.atomic
    def release(self, *, by) -> bool:
        """Give it back to everybody; a colleague may do it too, and that is written down."""
        item = self._locked_item()
        if not item.claimer:
            return False
        item.claimed_by = item.claimed_until = None
        item.save(update_fields=["claimed_by", "claimed_until"])
        self._record(Verb.RELEASE, by=by)
        return True

    @transaction.atomic
    def flag(self, *, by=None, rule: str = "", note: str = "") -> bool:
        """Put it among the flagged ones, whatever its state, until somebody decides."""
        if self._locked_item().flagged:
            return False
        self._flag(True)
        self._record(Verb.FLAG, by=by, rule=rule, note=note)
        return True

    @transaction.atomic
    def note(self, *, by, text: str) -> InternalNote:
        """Leave a note that only colleagues read; the same one twice is kept once."""
        item = self._locked_item()
        mine = InternalNote.objects.filter(decision__item=item, decision__actor=by, text=text)
        if before := mine.first():
            return before
        decision = self._record(Verb.NOTE, by=by)
        return InternalNote.objects.create(decision=decision, text=text)

    @transaction.atomic
    def ask_author(self, *, by, question: str) -> Question:
        """Send a question to the private link; the same one twice is asked once."""
        self._locked_item()
        asked = self.questions.unanswered().filter(text=question).first()
        if asked is None:
            asked = Question.objects.create(decision=self._record(Verb.ASK, by=by), text=question)
            self.on_asked(asked)
        return asked

    @property
    def questions(self):
        """What was asked to the author, the oldest first."""
        return Question.objects.about(self.queue_item_id)

    @transaction.atomic
    def redact(self, *, by, words: str, seen=None):
        """Omit words wherever they stand, in public and here; the original is kept apart.

        Raises CannotDecide when the words are nowhere.
        """
        self._lock(by=by, seen=seen)
        before = {field: getattr(self, field) or "" for field in self.redactable}
        after = {field: omit(text, words) for field, text in before.items()}
        changed = [field for field in before if before[field] != after[field]]
        if not changed:
            raise CannotDecide("Queste parole non ci sono nel testo: controlla come sono scritte.")
        decision = self._record(Verb.REDACT, by=by)  # its hash is of what the moderator saw
        for field in changed:
            Original.objects.create(decision=decision, field=field, text=before[field])
            setattr(self, field, self._fitting(field, after[field]))
        self._save_as_seen(changed)
        self.on_changed()
        return decision

    def _fitting(self, field: str, text: str) -> str:
        """The mark may be longer than the words: a short field is cut rather than refused."""
        return text[: self._meta.get_field(field).max_length]

    def _locked_item(self) -> QueueItem:
        """The queue's row, taken for this transaction."""
        rows = QueueItem.objects.select_for_update(of=("self",)).select_related("claimed_by")
        self.queue_item = rows.get(pk=self.queue_item_id)
        return self.queue_item
