"""Publishing a rule: what it says is frozen into an edition, or taken down."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.html import format_html

from guides.deadlines import data_uses
from guides.deadlines.content import RuleContent
from guides.deadlines.counting import Due, due
from guides.deadlines.editions import RuleEdition
from guides.deadlines.examples import wrong_with
from guides.pages.models import purge
from guides.publishing.live_edition import CannotPublish
from guides.record.models import Verb, record
from guides.search.findable import Findable
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.text import markdown
from guides.text.fields import TextField
from guides.text.openings import opening_of

LIST = "rules"  # the tag of "which rules there are"
# A guide that says what to do comes before one date of it, where none was asked for.
DEADLINE = register(
    Kind(
        "scadenza",
        "Scadenze",
        asked_as="entro quando termine scadenza",
        goes_on="Trova il giorno",
        checked="controllata",
        worth=0.85,
    )
)


class RuleQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live__isnull=False).select_related("live")

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)


class Publishable(Findable, models.Model):
    """A rule that has a live edition, or was withdrawn with a reason, or was never published."""

    live = models.OneToOneField(
        "guides.RuleEdition",
        models.PROTECT,
        related_name="live_rule",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField("ritirata il", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_because = TextField("perché", blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.live_id is not None

    @cached_property
    def said(self) -> RuleContent:
        """What readers see now."""
        return self.live.said

    @property
    def public_name(self) -> str:
        """What readers call it: of a withdrawn one, its name when they last saw it."""
        latest = self.live or self.editions.first()
        return latest.said.name if latest else self.name

    def due(self, start: date, answers: Any = None) -> Due:
        """The day that the published rule gives. Raises CannotCount with a sentence."""
        return due(self.said, start, answers)

    def obstacles(self) -> list[str]:
        """Why it cannot be published: Italian sentences, empty when it can."""
        said = self.as_said()
        if not said.versions:
            return ["Aggiungi almeno una durata."]
        found = [] if said.source_title else ["Scrivi da dove viene: la fonte."]
        if not said.checked_on:
            found.append("Scrivi in che giorno qualcuno l’ha controllata.")
        if not said.is_verified and not said.disagreement:
            found.append("Non è verificata: scrivi su che cosa non siamo sicuri.")
        return found + wrong_with(said, self.examples.all())

    @property
    def has_changes(self) -> bool:
        return self.live is None or self.live.said != self.as_said()

    @transaction.atomic
    def publish(self, *, by, note: str = "") -> RuleEdition:
        """Freeze what it says now; `note` tells readers, and who follows it, what changed.

        Publishing what is already live is no act at all. Raises CannotPublish.
        """
        rule = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if obstacles := rule.obstacles():
            raise CannotPublish(obstacles)
        if rule.has_changes:
            latest = rule.editions.first()
            rule.live = RuleEdition.objects.create(
                rule=rule,
                number=latest.number + 1 if latest else 1,
                content=rule.as_said().as_json(),
                note=note,
                published_at=timezone.now(),
                published_by=by,
            )
            rule._stand(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
        self.refresh_from_db()
        vars(self).pop("said", None)
        return self.live

    @transaction.atomic
    def withdraw(self, *, by, because: str) -> None:
        """Take it down: its address answers 410 with `because` until published again."""
        rule = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if rule.live_id is not None:
            rule.live = None
            now = timezone.now()
            rule._stand(withdrawn_at=now, withdrawn_by=by, withdrawn_because=because)
            record(Verb.WITHDRAW, by=by, about=rule, note=because)
        self.refresh_from_db()
        vars(self).pop("said", None)

    def _stand(self, **withdrawn) -> None:
        for name, value in withdrawn.items():
            setattr(self, name, value)
        self.save(update_fields=["live", *withdrawn])
        data_uses.note_live(self)
        self.purge_pages()
        self.refresh_hits()

    def purge_pages(self) -> None:
        purge(f"rule:{self.pk}", LIST)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.purge_pages()
        type(self).objects.filter(pk=self.pk).update(live=None)
        return super().delete(*args, **kwargs)

    @classmethod
    def findable(cls) -> models.QuerySet:
        return cls.objects.live().select_related("topic", "live").prefetch_related("companies")

    def hits(self) -> list[Hit]:
        said, company = self.said, next(iter(self.companies.all()), None)
        texts = [said.lets, *(markdown.plain_text(t) for t in (said.before, said.after))]
        what_for = format_html("<p>{}</p>\n", said.lets)
        before = markdown.render(said.before, headings_from=3)
        return [
            Hit(
                key=f"scadenza:{self.pk}",
                kind=DEADLINE.name,
                title=said.name,
                address=self.get_absolute_url(),
                problem=f"Entro quando: {said.name}",
                text="\n".join(text for text in texts if text),
                topic=self.topic.slug,
                company=company.slug if company else "",
                opening=opening_of(what_for + before, self.get_absolute_url()),
                verified_on=said.checked_on,
            )
        ]
