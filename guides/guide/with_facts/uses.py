"""Which fact stands where: in the working copy since it was saved, in what readers see since it
is live. A fact with either cannot be deleted."""

from django.db import models
from django.db.models import Q

from guides.facts.models import Fact
from guides.facts.saying import Facts
from guides.guide.obstacle import Obstacle


class FactUse(models.Model):
    """A fact in a section of the working copy, or in the guide's summary and introduction."""

    fact = models.ForeignKey("guides.Fact", models.PROTECT, related_name="uses")
    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="fact_uses")
    section = models.ForeignKey(
        "guides.Section", models.CASCADE, related_name="fact_uses", null=True
    )

    class Meta:
        verbose_name = "uso in una guida"
        verbose_name_plural = "usi nelle guide"
        constraints = [
            models.UniqueConstraint(fields=["fact", "section"], name="fact_use_once_a_section"),
            models.UniqueConstraint(
                fields=["fact", "guide"],
                condition=Q(section=None),
                name="fact_use_once_an_introduction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide}: {self.section}" if self.section else str(self.guide)


class LiveFactUse(models.Model):
    """A fact in what readers see now: in a section of a live edition, or above its sections."""

    fact = models.ForeignKey("guides.Fact", models.PROTECT, related_name="live_uses")
    edition = models.ForeignKey("guides.Edition", models.CASCADE, related_name="fact_uses")
    section = models.ForeignKey(
        "guides.EditionSection", models.CASCADE, related_name="fact_uses", null=True
    )

    class Meta:
        verbose_name = "uso in una pagina"
        verbose_name_plural = "usi nelle pagine"
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "section"], name="live_fact_use_once_a_section"
            ),
            models.UniqueConstraint(
                fields=["fact", "edition"],
                condition=Q(section=None),
                name="live_fact_use_once_an_introduction",
            ),
        ]

    def __str__(self) -> str:
        where = f": {self.section}" if self.section else ""
        return f"{self.edition.title}{where}, sul sito"


def note_guide(guide) -> None:
    """The facts in the summary and the introduction, as just saved."""
    facts = Facts.of([guide.summary, guide.introduction])
    used = facts.used_in_a_line(guide.summary) | facts.used_in(guide.introduction)
    _note(guide.fact_uses.filter(section=None), used, guide=guide)


def note_section(section, *, is_new: bool = False) -> None:
    used = Facts.of([section.body]).used_in(section.body)
    rows = FactUse.objects.none() if is_new else section.fact_uses.all()
    _note(rows, used, guide=section.guide, section=section)


def _note(rows: models.QuerySet, used: set[Fact], **where) -> None:
    rows.exclude(fact__in=used).delete()
    there = set(rows.values_list("fact", flat=True)) if used else set()
    FactUse.objects.bulk_create(
        FactUse(fact=fact, **where) for fact in used if fact.pk not in there
    )


def note_live(guide, edition) -> None:
    """The facts of the edition that readers see from now; of older ones none is kept."""
    LiveFactUse.objects.filter(edition__guide=guide).delete()
    if edition is None:
        return
    sections = list(edition.sections.all())
    summary, introduction = edition.summary_written, edition.introduction_written
    facts = Facts.of([summary, introduction, *(s.body_written for s in sections)])
    own = facts.used_in_a_line(summary) | facts.used_in(introduction)
    used = [(None, fact) for fact in own]
    used += [(s, fact) for s in sections for fact in facts.used_in(s.body_written)]
    LiveFactUse.objects.bulk_create(
        LiveFactUse(edition=edition, section=section, fact=fact) for section, fact in used
    )


def hold_facts_of(guide) -> None:
    """Until the transaction ends nobody changes the facts that the working copy uses."""
    texts = [guide.summary, guide.introduction, *(s.body for s in guide.sections.all())]
    used = [fact.pk for fact in Facts.of(texts).found.values()]
    if used:
        list(Fact.objects.select_for_update().filter(pk__in=used).order_by("pk"))


def problems_of(guide) -> list[Obstacle]:
    """Why the working copy's facts cannot be said: a sentence each, with where it stands."""
    sections = list(guide.sections.all())
    facts = Facts.of([guide.summary, guide.introduction, *(s.body for s in sections)])
    wrong = facts.problems_in_a_line(guide.summary), facts.problems(guide.introduction)
    found = [Obstacle(f"Nel sommario: {what}", "summary") for what in wrong[0]]
    found += [Obstacle(f"Nell’introduzione: {what}", "introduction") for what in wrong[1]]
    for section in sections:
        where, box = f"Nella sezione «{section}»", str(section.uid)
        found += [Obstacle(f"{where}: {what}", box) for what in facts.problems(section.body)]
    return found


def on_the_site(fact: Fact) -> list[LiveFactUse]:
    rows = fact.live_uses.select_related("edition", "section__edition")
    return sorted(
        rows, key=lambda use: (use.edition.title, use.section.position if use.section else -1)
    )


def only_written(fact: Fact) -> list[FactUse]:
    """In sections whose page does not show it: drafts, and changes not published yet."""
    shown = {(u.edition.guide_id, u.section and u.section.uid) for u in on_the_site(fact)}
    rows = fact.uses.select_related("guide", "section").order_by("guide__sort_key", "pk")
    return [u for u in rows if (u.guide_id, u.section and u.section.uid) not in shown]
