"""What the site makes from the rows of a copy: HTML, places in the queue, uses of facts, search."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from guides.deadlines import data_uses as rules_data
from guides.deadlines.models import Rule
from guides.guide.editions import Edition, EditionSection
from guides.guide.models import Guide, Section
from guides.guide.rerendering import render_introduction, render_section
from guides.guide.with_facts import uses
from guides.letters import data_uses as letters_data
from guides.letters import fact_uses
from guides.letters.models import FormLetter
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated, kinds
from guides.moderation.queue_text import QueueText
from guides.pages.models import purge
from guides.pages.tags import EVERYTHING
from guides.search.rebuild import rebuild
from guides.solver import data_uses as flows_data
from guides.solver.models import Flow

BATCH = 500
A_FEW = 50  # editions with their sections


def fill(model: type, rows: list) -> None:
    """What rows need before they are written."""
    if issubclass(model, Moderated):
        _give_places_in_the_queue(model, rows)


def _give_places_in_the_queue(model: type[Moderated], rows: list[Moderated]) -> None:
    """The number that decisions know it by; whose it is stayed where the copy was made."""
    names = ("state", "submitted_at", "decided_at")
    items = [
        QueueItem(
            pk=row.queue_item_id,
            kind=model._meta.model_name,
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    ]
    for row, item in zip(rows, QueueItem.objects.bulk_create(items), strict=True):
        row.queue_item = item


def make_anew() -> None:
    """In the transaction of the import, once every row is there."""
    _render_editions()
    _note_uses_of_facts()
    _note_data_asked()
    for model in kinds().values():
        rows = model.objects.for_queue().order_by("pk")
        for batch in _batches(rows.iterator(chunk_size=BATCH)):
            QueueText.objects.begin(*batch)
    purge(EVERYTHING)


def make_findable() -> None:
    """The search's index has transactions of its own; `rebuild_search` would do it again."""
    for _ in rebuild():
        pass


def _render_editions() -> None:
    """Now that all is there: a link in a text leads to what it finds."""
    made = ("introduction_html", "introduction_text", "renderer")
    editions = Edition.objects.order_by("pk").prefetch_related("sections")
    for batch in _batches(editions.iterator(chunk_size=A_FEW), A_FEW):
        sections = [section for edition in batch for section in edition.sections.all()]
        for edition in batch:
            render_introduction(edition)
        for section in sections:
            render_section(section)
        Edition.objects.bulk_update(batch, made)
        EditionSection.objects.bulk_update(sections, ["body_html", "body_text"], batch_size=A_FEW)


def _note_uses_of_facts() -> None:
    tagged = Q(summary__contains="{{") | Q(introduction__contains="{{")
    for guide in Guide.objects.filter(tagged).iterator():
        uses.note_guide(guide)
    sections = Section.objects.filter(body__contains="{{").select_related("guide")
    for section in sections.iterator(chunk_size=BATCH):
        uses.note_section(section)
    said = EditionSection.objects.filter(edition=OuterRef("live")).exclude(body_as_written="")
    own = ~Q(live__summary_as_written="") | ~Q(live__introduction_as_written="")
    live = Guide.objects.live().filter(own | Exists(said)).select_related("live")
    for guide in live.iterator(chunk_size=BATCH):
        uses.note_live(guide, guide.live)
    for letter in FormLetter.objects.select_related("live").iterator(chunk_size=BATCH):
        fact_uses.note_written(letter)
        fact_uses.note_live(letter)


def _note_data_asked() -> None:
    for rooms_uses, model in (
        (letters_data, FormLetter),
        (rules_data, Rule),
        (flows_data, Flow),
    ):
        for one in model.objects.live().select_related("live").iterator(chunk_size=BATCH):
            rooms_uses.note_live(one)


def _batches(rows: Iterable, most: int = BATCH) -> Iterable[list]:
    held: list = []
    for row in rows:
        held.append(row)
        if len(held) == most:
            yield held
            held = []
    if held:
        yield held
