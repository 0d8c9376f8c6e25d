"""The table that the queue is searched in. It is the queue's alone: readers' search knows nothing
of it, and what is not public never leaves it."""

from django.db import models
from django.utils import timezone

from guides.moderation import tokens
from guides.moderation.contributors import author_key


class QueueTextQuerySet(models.QuerySet):
    def index(self, content) -> None:
        """Follow what a contribution says and who wrote it."""
        words = _words(content)
        self.filter(item=content.queue_item_id).exclude(words=words).update(words=words)

    def begin(self, *contents) -> None:
        """Take in new contributions."""
        self.bulk_create(
            self.model(
                item=c.queue_item, words=_words(c), marks=tokens.together(_marks(c.queue_item))
            )
            for c in contents
        )

    def moved(self, item) -> None:
        """Follow an item to its state."""
        self._mark(item.pk, lambda kept: [*_marks(item), *filter(_is_a_hand, kept)])

    def touched(self, item_id: int, *, by: str) -> None:
        """Remember that a moderator had a hand in it, by name."""
        self._mark(item_id, lambda kept: [*kept, *tokens.facts("by", by)])

    def _mark(self, item_id: int, marks_after) -> None:
        mine = self.filter(item=item_id)
        kept = mine.values_list("marks", flat=True).first()
        if kept is None:
            return
        marks = tokens.together(marks_after(kept.split()))
        if marks != kept:
            mine.update(marks=marks)


class QueueText(models.Model):
    """The tokens of one item; a full-text index of each database stands on them (migration)."""

    item = models.OneToOneField(
        "guides.QueueItem", models.CASCADE, primary_key=True, related_name="+"
    )
    words = models.TextField()  # what it says, who wrote it, about whom, of what kind, which day
    marks = models.TextField()  # its state, whether it is flagged, who had a hand in it

    objects = QueueTextQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = "parole di una voce della coda"
        verbose_name_plural = "parole delle voci della coda"

    def __str__(self) -> str:
        return f"Parole della voce {self.pk}"


def _marks(item) -> list[str]:
    marks = [tokens.fact("state", item.state)]
    return [*marks, tokens.fact("flagged", "yes")] if item.flagged else marks


def _is_a_hand(mark: str) -> bool:
    return mark.startswith(tokens.fact("by", ""))


def _words(content) -> str:
    said = tokens.words_of(f"{content.queue_title}\n{content.queue_text}")
    about = [
        *tokens.facts("author", content.author_name),
        *tokens.facts("company", content.company_name),
        tokens.fact("kind", content._meta.model_name),
        *tokens.of_day(timezone.localtime(content.submitted_at).date()),
    ]
    if key := author_key(content.author_email):
        about.append(tokens.fact("key", key))
    return tokens.together([*said, *about])
