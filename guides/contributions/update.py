"""What an author adds once their words are public. It is moderated like everything else."""

from django.db import models
from django.db.models import Q

from guides.contributions import emails
from guides.contributions.addressed import absolute
from guides.contributions.outcome import Outcome
from guides.contributions.rewritable import Rewritable
from guides.moderation.decisions import Verb
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


class Update(Rewritable, Moderated):
    """An author's addition to their own story or comment."""

    story = models.ForeignKey(
        "guides.Story", models.CASCADE, related_name="updates", null=True, blank=True
    )
    comment = models.ForeignKey(
        "guides.Comment", models.CASCADE, related_name="updates", null=True, blank=True
    )
    text = TextField("aggiornamento")
    # What the story's outcome becomes with it, "" when it stays as it is.
    outcome = models.CharField("esito", max_length=6, choices=Outcome, blank=True)

    asked_as = {"text": "Che cosa è cambiato", "outcome": "A che punto è adesso?"}

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
            models.CheckConstraint(
                condition=Q(outcome="") | Q(story__isnull=False, outcome__in=Outcome.values),
                name="update_changes_the_outcome_of_a_story",
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
        if self.is_waiting:
            return "in attesa"
        return self.get_state_display()

    @property
    def sentence_for_author(self) -> str:
        if self.is_waiting:
            again = self.came_back
            if again and again.verb == Verb.CONTEST:
                return "Decisione contestata: rilegge un’altra persona della redazione."
            return "L’aggiornamento aspetta di essere letto."
        return f"Aggiornamento {self.get_state_display().lower()}."

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.WAITING, self.State.SPAM)

    @property
    def rewritable(self) -> tuple[str, ...]:
        return ("text", "outcome") if self.story_id else ("text",)

    def choices_for(self, name: str) -> list[tuple[str, str]] | None:
        if name != "outcome":
            return super().choices_for(name)
        return [("", f"Resta «{self.story.get_outcome_display()}»"), *Outcome.choices]

    @property
    def what(self) -> str:
        return WHAT

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
    def queue_facts(self) -> list[tuple[str, str]]:
        if not self.outcome or self.outcome == self.story.outcome:
            return []
        change = f"{self.story.get_outcome_display()} → {self.get_outcome_display()}"
        return [("Esito", change)]

    @property
    def parent_excerpt(self) -> str:
        return self.contribution.queue_text

    def held_with_its_page(self) -> dict:
        """What is held of it, ready for JSON, in the list of what it adds to."""
        return {
            "testo": self.text,
            "esito": self.get_outcome_display(),
            "stato": self.state_for_author,
            "del": self.submitted_at,
            "contestazioni": self.held_contests(),
        }

    def on_approved(self, decision) -> None:
        self.contribution.note_updates()
        how = {"is_changed": False, "is_corrected": bool(self.corrected_at)}
        emails.approved(self.contribution, decision, what=WHAT, place=self._place, **how)

    def on_corrected(self, correction) -> None:
        if self.is_public:
            emails.corrected(self.contribution, what=WHAT, place=self._place, correction=correction)

    @property
    def _place(self) -> str:
        return absolute(self.contribution.get_absolute_url())

    def on_rejected(self, decision) -> None:
        emails.rejected(self.contribution, decision, what=WHAT)

    def on_came_back(self, decision) -> None:
        emails.came_back(self.contribution, decision, what=WHAT)

    def on_unpublished(self, decision) -> None:
        self.contribution.note_updates()

    def on_changed(self) -> None:
        self.contribution.on_changed()

    def on_asked(self, question) -> None:
        emails.asked(self.contribution, what=WHAT, question=question.text)
