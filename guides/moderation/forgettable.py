"""What we hold of a contribution, and how it goes: by its author, or at the end of its term."""

from django.db import transaction

from guides.moderation.item import QueueItem
from guides.moderation.originals import Original
from guides.moderation.states import State


class Forgettable:
    """Rooms override `erase` and `forget` where something has to stay in its place."""

    @transaction.atomic
    def forget_author(self) -> None:
        """Name, address, network and originals go; the room erases the words that are its own."""
        self.author_name = self.author_email = self.network = ""
        self.verdict = {}
        self.email_confirmed_at = None
        self._save_as_seen(
            ["author_name", "author_email", "network", "verdict", "email_confirmed_at"]
        )
        QueueItem.objects.filter(pk=self.queue_item_id).update(contributor=None)
        self.queue_item.forget_words()

    @transaction.atomic
    def forget_address(self) -> None:
        """The address goes, the words stay: the end of its term, for what is published."""
        self.author_email, self.email_confirmed_at = "", None
        self._save_as_seen(["author_email", "email_confirmed_at"])
        QueueItem.objects.filter(pk=self.queue_item_id).update(contributor=None)

    def forget(self) -> None:
        """The end of its term. What was public once keeps its place, empty: others answered it."""
        was_public = self.queue_item.decisions.filter(to_state=State.APPROVED).exists()
        self.erase()
        if not was_public:
            self.delete()

    @transaction.atomic
    def erase(self) -> None:
        """Its author, or an administrator for them, wants it gone; rooms add what is theirs."""
        self.withdraw(by=None)
        self.forget_author()
        words = [name for name in self.redactable if name != "author_name"]
        for name in words:
            setattr(self, name, "")
        self.save(update_fields=words)

    def held_data(self) -> dict:
        """What we hold of it, ready for JSON: rooms add their own."""
        skipped = {"id", "queue_item", "version"}
        fields = [f for f in self._meta.concrete_fields if f.name not in skipped]
        return {str(f.verbose_name): getattr(self, f.attname) for f in fields}

    def _drop_originals(self) -> None:
        Original.objects.filter(decision__item=self.queue_item_id).delete()
