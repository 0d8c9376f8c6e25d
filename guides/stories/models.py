from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from guides.contributions.contribution import Contribution, ContributionQuerySet
from guides.contributions.outcome import Outcome
from guides.guide import anchors
from guides.pages.addresses import address_of
from guides.search.findable import FoundAsSaved
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.stories.named_company import NamesACompany
from guides.text.canonical import in_one_line
from guides.text.dates import in_words
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import CharField, TextField
from guides.text.slugs import slug_of

anchors.reserve("a-chi-e-successo")  # in a guide's page

# One reader's case comes after an answer of the same worth.
STORY = register(Kind("storia", "Storie dei lettori", worth=0.8))
OPENING = 170  # characters


class StoryQuerySet(ContributionQuerySet):
    def about(self, company):
        return self.filter(company=company)

    def on(self, topic):
        return self.filter(topic=topic)

    def ended(self, outcome: str):
        return self.filter(outcome=outcome)

    def newest_first(self):
        """The latest published first."""
        return self.order_by("-decided_at", "-pk")

    def most_discussed(self):
        """Those with the most public comments first, then the latest."""
        by_comments = models.F("discussion__public_comments").desc(nulls_last=True)
        return self.order_by(by_comments, "-decided_at", "-pk")

    def for_cards(self):
        return self.select_related("company", "topic", "discussion").defer("verdict", "consents")

    def for_queue(self):
        related = self.select_related("queue_item", "company", "topic")
        return related.prefetch_related("attachments")


class Story(NamesACompany, FoundAsSaved, Contribution):
    """What a reader says happened with a company."""

    Outcome = Outcome
    shown_as = "story:{id}"
    link_kind = "storia"
    what = "la tua storia"
    own_words = ("title", "text", "asked", "answered", "typed_company")
    rewritable = (
        *("company_name", "title", "text", "used_on", "topic"),
        *("asked", "answered", "outcome", "has_proof", "author_name"),
    )
    asked_as = {
        "outcome": "A che punto è?",
        "has_proof": "Ho dei documenti",
        "author_name": "Nome da mostrare",
        "answered": "Che cosa ti ha risposto",
    }
    none_of = {"topic": "Non saprei"}
    redactable = ("title", "text", "asked", "answered", "typed_company", "author_name")
    can_be_answered = True
    can_have_files = True

    title = CharField("titolo", max_length=120)
    company = models.ForeignKey(
        "guides.Company",
        models.PROTECT,
        related_name="stories",
        null=True,
        blank=True,
        verbose_name="azienda",
    )
    typed_company = CharField("azienda scritta da chi racconta", max_length=120, blank=True)
    topic = models.ForeignKey(
        "guides.Topic",
        models.PROTECT,
        related_name="stories",
        null=True,
        blank=True,
        verbose_name="argomento",
    )
    text = TextField("che cosa è successo", max_length=20000)
    used_on = PastDayField("quando", null=True, blank=True)
    asked = TextField("che cosa hai chiesto all’azienda", max_length=5000, blank=True)
    answered = TextField("che cosa ha risposto", max_length=5000, blank=True)
    outcome = models.CharField("com’è finita", max_length=6, choices=Outcome, default=Outcome.OPEN)
    # What it was before an update changed it, "" when none did.
    first_outcome = models.CharField(max_length=6, choices=Outcome, blank=True, editable=False)
    has_proof = models.BooleanField("ha documenti", default=False)
    consents = models.JSONField("consensi", default=list, editable=False)
    verification = TextField(
        "che cosa abbiamo verificato",
        blank=True,
        help_text="I lettori lo leggono nella pagina della storia. Vuoto: non verificata.",
    )
    company_answer = TextField(
        "risposta dell’azienda",
        blank=True,
        help_text="Come l’azienda l’ha mandata alla redazione. Vuoto: nella pagina non c’è.",
    )
    company_answered_on = PastDayField("risposta arrivata il", null=True, blank=True)
    # When what readers see of it last became something else, if ever it did.
    edited_at = models.DateTimeField("cambiata il", null=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta(Contribution.Meta):
        verbose_name = "storia"
        verbose_name_plural = "storie"
        indexes = [
            *Contribution.Meta.indexes,
            models.Index(fields=["state", "-decided_at"], name="story_newest"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            is_a_sane_day("used_on", name="story_used_on_a_sane_day"),
            is_a_sane_day("company_answered_on", name="story_answered_on_a_sane_day"),
            models.CheckConstraint(
                condition=Q(first_outcome__in=["", *Outcome.values]),
                name="story_first_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(company__isnull=True) | Q(typed_company=""),
                name="story_company_is_ours_or_typed",
            ),
            models.CheckConstraint(
                condition=Q(company_answer="") | Q(company_answered_on__isnull=False),
                name="story_company_answer_has_a_date",
                violation_error_message="Scrivi quando è arrivata la risposta dell’azienda.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Storia {self.pk}"

    def get_absolute_url(self) -> str:
        return address_of("story", self.pk, self.slug)

    def changed_tags(self) -> set[str]:
        company = f"company:{self.company_id}/stories" if self.company_id else ""
        topic = f"topic:{self.topic_id}/stories" if self.topic_id else ""
        return super().changed_tags() | {"stories", company, topic}

    @property
    def slug(self) -> str:
        """The readable end of its address; the number is what finds it."""
        return slug_of(self.title, most=60, otherwise="storia")

    @classmethod
    def findable(cls) -> StoryQuerySet:
        return cls.objects.approved().select_related("company", "topic")

    def hits(self) -> list[Hit]:
        return [
            Hit(
                key=f"storia:{self.pk}",
                kind=STORY.name,
                title=self.title,
                address=self.get_absolute_url(),
                text="\n".join([self.text, self.asked, self.answered]),
                part_of=self.company_name,
                topic=self.topic.slug if self.topic else "",
                company=self.company.slug if self.company else "",
            )
        ]

    @property
    def opening(self) -> str:
        """How it begins, in one line: whole words, as many as a list has room for."""
        begins = in_one_line(self.text[: 4 * OPENING])  # it may be of 20,000 characters
        if len(begins) <= OPENING:
            return begins
        words, space, _ = begins[:OPENING].rpartition(" ")
        return f"{words}…" if space else begins[:OPENING]

    @property
    def company_name(self) -> str:
        return self.company.name if self.company else self.typed_company

    @property
    def published_at(self):
        return self.decided_at if self.is_public else None

    @property
    def changed_at(self):
        """When its page last changed; comments are no change of it."""
        return max(self.decided_at, self.edited_at or self.decided_at)

    def on_updates_changed(self) -> None:
        """The last update that is public says how it ended; without one, the story itself."""
        changing = self.updates.approved().exclude(outcome="").order_by("submitted_at", "pk")
        now = changing.values_list("outcome", flat=True).last()
        before = Story.objects.values_list("first_outcome", "outcome").get(pk=self.pk)
        first = before[0] or before[1]
        self.outcome, self.first_outcome = now or first, first if now else ""
        rows = Story.objects.filter(pk=self.pk)
        rows.update(outcome=self.outcome, first_outcome=self.first_outcome)

    @property
    def facts_for_author(self) -> list[tuple[str, str]]:
        facts = [("Azienda", self.company_name)]
        if self.used_on:
            facts.append(("Quando", in_words(self.used_on)))
        if self.topic:
            facts.append(("Argomento", self.topic.name))
        facts.append(("A che punto è", self.get_outcome_display()))
        facts.append(("Documenti", "sì" if self.has_proof else "no"))
        attached = [f"{one.name} ({one.spoken_size})" for one in self.attachments.all()]
        facts.append(("Allegati", ", ".join(attached) or "nessuno"))
        return facts

    def on_changed(self) -> None:
        """Words were omitted or put back, an update came or went."""
        super().on_changed()
        self.edited_at = timezone.now()
        Story.objects.filter(pk=self.pk).update(edited_at=self.edited_at)

    def publish_answer(self, *, by, text: str):
        """The newsroom answers under the story. Discussions are a later room's: hence the
        reverse relation."""
        discussion = Story._meta.get_field("discussion").related_model.objects.under(self)
        return discussion.publish_answer(by=by, text=text)

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "discussion") and self.discussion.all_comments.exists()

    @transaction.atomic
    def forget_words(self) -> None:
        """The attachments go too, and what only this author could know."""
        for attachment in self.attachments.all():
            attachment.delete()
        self.used_on = None
        self.consents = []
        self.save(update_fields=["used_on", "consents"])
        super().forget_words()

    def held_data(self) -> dict:
        return super().held_data() | {
            "azienda": self.company_name,
            "data": self.used_on,
            "esito": self.get_outcome_display(),
            "documenti": self.has_proof,
            "consensi": self.consents,
            "allegati": [
                {"nome": attachment.name, "byte": attachment.size, "impronta": attachment.digest}
                for attachment in self.attachments.all()
            ],
        }

    # What the queue asks (moderation.Described).

    @property
    def queue_title(self) -> str:
        return self.title

    @property
    def queue_text(self) -> str:
        parts = [self.text]
        if self.asked:
            parts.append(f"Che cosa ha chiesto: {self.asked}")
        if self.answered:
            parts.append(f"Che cosa ha risposto l’azienda: {self.answered}")
        return "\n\n".join(parts)

    @property
    def queue_facts(self) -> list[tuple[str, str]]:
        facts = [("Esito", self.get_outcome_display())]
        if self.used_on:
            facts.append(("Quando", in_words(self.used_on)))
        facts.append(("Documenti", "sì" if self.has_proof else "no"))
        if self.typed_company:
            facts.append(("Azienda", "scritta da chi racconta"))
        return facts

    @property
    def queue_files(self) -> list[tuple[str, str]]:
        return [(attachment.name, attachment.address) for attachment in self.attachments.all()]

    @property
    def queue_pictures(self) -> list[tuple[str, str]]:
        return [(one.name, one.address) for one in self.attachments.all() if one.is_picture]

    @property
    def where_it_would_appear(self) -> tuple[str, str]:
        return "Storie", reverse("stories")
