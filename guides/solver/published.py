"""Publishing a guided way: freeze the graph into an edition, or take it down."""

from django.db import models, transaction
from django.utils import timezone

from guides.guide.editions import EditionSection
from guides.pages.models import purge
from guides.publishing.live_edition import LiveEdition, LiveEditionQuerySet
from guides.record.models import Verb, record
from guides.solver import data_uses
from guides.solver.drafting import faults_of, graph_of
from guides.solver.editions import FlowEdition, FlowPlace
from guides.solver.faults import Fault
from guides.solver.written import as_written

SAME = ("title", "slug", "summary", "topic_id", "company_id", "author_id", "verified_on", "graph")


class CannotPublish(Exception):
    """The working copy has faults, each with the row where it is mended."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(" ".join(fault.words for fault in found))
        self.faults = found


class FlowState(models.TextChoices):
    """Where a guided way stands between its editors and its readers."""

    DRAFT = "bozza", "Bozza"
    LIVE = "pubblicata", "Pubblicato"
    CHANGED = "modificata", "Pubblicato con modifiche"
    WITHDRAWN = "ritirata", "Ritirato"


class PublishedQuerySet(LiveEditionQuerySet):
    @transaction.atomic
    def delete(self):
        """One by one: each lets go of its live edition first."""
        gone = [flow.delete() for flow in self]
        return len(gone), {}

    delete.alters_data = True
    delete.queryset_only = True


class Published(LiveEdition):
    """A guided way between its editors and its readers."""

    states = FlowState
    live = models.OneToOneField(
        "guides.FlowEdition",
        models.PROTECT,
        related_name="live_flow",
        null=True,
        editable=False,
        verbose_name="edizione pubblicata",
    )
    withdrawn_at = models.DateTimeField("ritirato il", null=True, editable=False)

    class Meta:
        abstract = True

    def faults(self) -> list[Fault]:
        """Why it cannot be published: empty when it can."""
        other = type(self).objects.at_live_address(self.slug, besides=self)
        if other is None:
            return faults_of(self)
        words = f"Il percorso pubblicato «{other.live.title}» ha già questo indirizzo."
        return [Fault(words, "id_slug"), *faults_of(self)]

    @transaction.atomic
    def publish(self, *, by) -> FlowEdition:
        """Freeze the working copy into the live edition and return it. Raises CannotPublish.

        Publishing what is already live is no act at all.
        """
        flow = self.locked()
        if found := flow.faults():
            raise CannotPublish(found)
        edition = flow._frozen(by=by)
        if edition.pk != flow.live_id:
            flow._go_live(edition)
        flow.published_revision = flow.revision
        flow.save(update_fields=["published_revision"])
        self.refresh_from_db()
        return edition

    def draft(self) -> FlowEdition:
        """The edition that publishing now would make; nothing is saved."""
        now = timezone.now()
        copied = ("title", "slug", "summary", "topic", "company", "author", "verified_on")
        return FlowEdition(
            flow=self,
            graph=as_written(graph_of(self)),
            first_published_at=self.live.first_published_at if self.live else now,
            published_at=now,
            **{name: getattr(self, name) for name in copied},
        )

    def _frozen(self, *, by) -> FlowEdition:
        edition, places = self.draft(), self._places()
        if self.live and _is_as_live(self.live, edition, places):
            return self.live
        latest = self.editions.order_by("-number").first()
        edition.number = latest.number + 1 if latest else 1
        edition.published_by = by
        if latest:
            edition.first_published_at = latest.first_published_at
        edition.save()
        FlowPlace.objects.bulk_create(
            FlowPlace(edition=edition, kind=kind, identity=identity) for kind, identity in places
        )
        return edition

    def _places(self) -> list[tuple[str, str]]:
        """What it leads to, and the pages on which it stands."""
        outcomes = graph_of(self).outcomes.values()
        places = {help for outcome in outcomes for help in outcome.helps}
        places |= {("guide", guide) for guide in _guides_of(places)}
        places |= {("sector", str(sector.pk)) for sector in self.sectors.all()}
        places |= {("company", str(self.company_id))} if self.company_id else set()
        return sorted(places | {("topic", str(self.topic_id))})

    def _go_live(self, edition: FlowEdition) -> None:
        self.purge_pages(edition)
        self._show(edition)
        data_uses.note_live(self)
        self.refresh_hits()

    @transaction.atomic
    def withdraw(self, *, by, because: str) -> None:
        """Take it down: its address answers 410 with `because` until it is published again."""
        flow = self.locked()
        if flow.is_public:
            flow.purge_pages()
            flow._hide(by=by, because=because)
            data_uses.note_live(flow)
            flow.refresh_hits()
            record(Verb.WITHDRAW, by=by, about=flow, note=because)
        self.refresh_from_db()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.purge_pages()
        self.live = None
        self.save(update_fields=["live"])
        return super().delete(*args, **kwargs)

    def purge_pages(self, *editions: FlowEdition) -> None:
        """Its own pages, and those from which it was or will be reached."""
        seen = [edition for edition in (self.live, *editions) if edition]
        lists = {tag for edition in seen for tag in edition.lists()}
        purge(f"flow:{self.pk}", *lists)

    @classmethod
    def findable(cls) -> models.QuerySet:
        return cls.objects.live().select_related("live__topic", "live__company")

    def hits(self):
        return self.live.hits()


def _guides_of(places: set[tuple[str, str]]) -> set[str]:
    """The guides whose sections it leads to."""
    uids = [identity for kind, identity in places if kind == "section"]
    rows = EditionSection.objects.filter(uid__in=uids, edition__live_guide__isnull=False)
    return {str(pk) for pk in rows.values_list("edition__guide", flat=True)}


def _is_as_live(live: FlowEdition, edition: FlowEdition, places: list) -> bool:
    same = all(getattr(live, name) == getattr(edition, name) for name in SAME)
    return same and sorted(live.places.values_list("kind", "identity")) == places
