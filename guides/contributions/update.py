"""What an author adds once their words are public. It is moderated like everything else."""

from django.db import models
from django.db.models import Q

from guides.contributions import emails
from guides.contributions.addressed import absolute
from guides.moderation.moderated import Moderated, ModeratedQuerySet
from guides.text.fields import TextField

WHAT = "il tuo aggiornamento"


class UpdateQuerySet(ModeratedQuerySet):
    def for_queue(self):
        return self.select_related(
            "story__company",
            "comment__discussion__guide__live",
            "comment__discussion__guide__company",
            "comment__discussion__story__company",
        )


class Update(Moderated):
    """An author's addition to their own story or comment."""

    story = models.ForeignKey(
        "guides.Story", models.CASCADE, related_name="updates", null=True, blank=True
    )
    comment = models.ForeignKey(
        "guides.Comment", models.CASCADE, related_name="updates", null=True, blank=True
    )
    text = TextField("aggiornamento")

    objects = UpdateQuerySet.as_manager()

    class Meta(Moderated.Meta):
        verbose_name = "aggiornamento"
        verbose_name_plural = "aggiornamenti"
        ordering = ["submitted_at", "pk"]
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(story__isnull=False, comment__isnull=True)
                | Q(story__isnull=True, comment__isnull=False),
                name="update_is_of_a_story_or_of_a_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"Aggiornamento di {self.contribution}"

    def changed_tags(self) -> set[str]:
        return self.contribution.changed_tags()

    @property
    def contribution(self):
        return self.story or self.comment

    @property
    def state_for_author(self) -> str:
        if self.state in (self.State.WAITING, self.State.SPAM):
            return "in attesa"
        return self.get_state_display()

    @property
    def sentence_for_author(self) -> str:
        if self.state in (self.State.WAITING, self.State.SPAM):
            return "L’aggiornamento aspetta di essere letto."
        return f"Aggiornamento {self.get_state_display().lower()}."

    @property
    def queue_text(self) -> str:
        return self.text

    @property
    def company_name(self) -> str:
        return self.contribution.company_name

    @property
    def where_it_would_appear(self) -> tuple[str, str]:
        return str(self.contribution), self.contribution.get_absolute_url()

    @property
    def parent_excerpt(self) -> str:
        return self.contribution.queue_text

    def on_approved(self, decision) -> None:
        self.contribution.note_updates()
        how = {"is_changed": False, "is_corrected": bool(self.corrected_at)}
        emails.approved(self.contribution, what=WHAT, place=self._place, **how)

    def on_corrected(self, correction) -> None:
        if self.is_public:
            emails.corrected(self.contribution, what=WHAT, place=self._place, correction=correction)

    @property
    def _place(self) -> str:
        return absolute(self.contribution.get_absolute_url())

    def on_rejected(self, decision) -> None:
        reason = decision.reason.text_for_author if decision.reason else ""
        emails.rejected(self.contribution, what=WHAT, reason=reason)

    def on_unpublished(self, decision) -> None:
        self.contribution.note_updates()

    def on_changed(self) -> None:
        self.contribution.on_changed()

    def on_asked(self, question) -> None:
        emails.asked(self.contribution, what=WHAT, question=question.text)
