"""Editions of a guided way: what readers see, written once."""

from collections.abc import Iterator
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.html import format_html, format_html_join

from guides.guide.frozen import Frozen
from guides.pages.addresses import address_of
from guides.pages.tracked import Noted
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.solver.address import address
from guides.solver.graph import Graph, Step
from guides.solver.written import as_graph
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField, SlugField, TextField

EVERY = "flows"  # the tag of "which guided ways there are"


def flows_of(kind: str, identity) -> str:
    """The tag of "which guided ways lead here, or from here": a topic's, a guide's, a rule's."""
    return f"{kind}:{identity}/flows" if identity else ""


WAY = register(
    Kind(
        "percorso guidato",
        "Percorsi guidati",
        asked_as="percorso guidato passo",
        goes_on="Comincia",
        checked="verificato",
    )
)


class FlowEditionQuerySet(models.QuerySet):
    def live(self):
        """The editions readers see: at most one for each way, none of a withdrawn one."""
        return self.filter(live_flow__isnull=False)

    def for_lists(self):
        return self.defer("graph").order_by("sort_key", "pk")


class FlowEdition(Noted, Frozen):
    """One immutable publication of a guided way, its whole graph in it."""

    shown_as = "flow:{flow_id}"

    flow = models.ForeignKey("guides.Flow", models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("numero")
    title = CharField("titolo", max_length=100)
    sort_key = SortKeyField("title")
    slug = SlugField("indirizzo")
    summary = TextField("sommario")
    topic = models.ForeignKey("guides.Topic", models.PROTECT, related_name="+")
    company = models.ForeignKey("guides.Company", models.PROTECT, related_name="+", null=True)
    author = models.ForeignKey("guides.Author", models.PROTECT, related_name="+")
    verified_on = models.DateField("verificato il")
    graph = models.JSONField(default=dict)  # guides/solver/written.py
    first_published_at = models.DateTimeField("pubblicato il")
    published_at = models.DateTimeField("aggiornato il")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = FlowEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        verbose_name = "edizione di un percorso"
        verbose_name_plural = "edizioni dei percorsi"
        constraints = [
            models.UniqueConstraint(fields=["flow", "number"], name="flow_edition_is_unique")
        ]
        indexes = [models.Index(fields=["slug"], name="flow_edition_at")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number}ª edizione)"

    def get_absolute_url(self) -> str:
        return address_of("flow", self.slug)

    @cached_property
    def as_graph(self) -> Graph:
        return as_graph(self.graph)

    def lists(self) -> set[str]:
        """Tags of the pages that lead here while it is live."""
        return {EVERY, *(flows_of(place.kind, place.identity) for place in self.places.all())}

    def hits(self) -> Iterator[Hit]:
        """A way is found by what happened, by its questions, and by where it ends."""
        graph = self.as_graph
        said = [f"{question.words} {question.help}" for question in graph.questions.values()]
        said += [f"{outcome.title} {outcome.text}" for outcome in graph.outcomes.values()]
        yield Hit(
            key=f"percorso:{self.flow_id}",
            kind=WAY.name,
            title=self.title,
            address=self.get_absolute_url(),
            text="\n".join([self.summary, *said]),
            topic=self.topic.slug,
            company=self.company.slug if self.company else "",
            opening=self._opening(),
            verified_on=self.verified_on,
        )

    def _opening(self) -> str:
        """What it is for, and its first question: each answer leads to what comes after it."""
        said = format_html("<p>{}</p>", self.summary)
        root, first = self.get_absolute_url(), self.as_graph.questions.get(self.as_graph.first)
        if first is None:
            return said
        ways = ((address(root, [Step(first, one)]), one.words) for one in first.answers)
        answers = format_html_join("\n", '<li><a href="{}">{}</a></li>', ways)
        return said + format_html("\n<p><strong>{}</strong></p>\n<ul>{}</ul>", first.words, answers)


class FlowPlace(Frozen):
    """Something that one edition leads to, or on whose page it stands: of which kind, and which."""

    edition = models.ForeignKey("guides.FlowEdition", models.CASCADE, related_name="places")
    kind = models.CharField(max_length=10)
    identity = models.CharField(max_length=40)

    class Meta:
        verbose_name = "luogo di un percorso"
        verbose_name_plural = "luoghi dei percorsi"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "identity", "edition"], name="flow_place_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.identity}"
