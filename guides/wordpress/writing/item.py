"""One item of an export, in one transaction: what it becomes, its comments, its old addresses."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from guides.site.models import Page
from guides.wordpress.models import A_BATCH, Imported, WordPressSite
from guides.wordpress.reading.items import Item
from guides.wordpress.reading.survey import Survey
from guides.wordpress.report import THERE_ALREADY, Report
from guides.wordpress.text.post import Converted, converted
from guides.wordpress.writing import pages
from guides.wordpress.writing.addresses import addresses_of, write_addresses
from guides.wordpress.writing.comments import Comments
from guides.wordpress.writing.guides import may_be_published, publish, write_guide
from guides.wordpress.writing.people import Subjects, author_of
from guides.wordpress.writing.pictures import Folder
from guides.wordpress.writing.post_context import PostContext
from guides.wordpress.writing.slugs import Slugs

Outcome = Imported.Outcome
NEVER = {"trash": "era nel cestino", "auto-draft": "non era mai stato scritto"}
DRAFTS = {
    "draft": "era una bozza",
    "pending": "aspettava una revisione",
    "private": "era privato",
    "future": "era programmato",
}
LATER = "nell’esportazione è cambiato dopo che l’avevamo portato: qui è rimasto com’era"


@dataclass
class Run:
    """What all the items of an import share."""

    survey: Survey
    site: WordPressSite
    folder: Folder
    subjects: Subjects
    report: Report
    by: object = None
    types: frozenset[str] = frozenset(["post"])
    publishes: bool = False
    dry: bool = False
    slugs: Slugs = field(init=False)
    guides: int = field(init=False)  # that came from this site, whatever became of them

    def __post_init__(self) -> None:
        self.slugs = Slugs(self.survey, self.site)
        self.guides = Imported.objects.filter(site=self.site, batch__gt=0).count()


def take_in(item: Item, run: Run) -> None:
    """Nothing is kept of a dry run but its line in the report."""
    with transaction.atomic():
        if row := Imported.objects.filter(site=run.site, number=item.id).first():
            _again(row, item, run)
        else:
            _for_the_first_time(item, run)
        if run.dry:
            transaction.set_rollback(True)


def _for_the_first_time(item: Item, run: Run) -> None:
    write: Callable = _as_a_guide if item.kind in run.types else _left_out
    if item.status in NEVER:
        write = _left_out
    elif item.kind == "page":
        write = _as_a_page
    row = write(item, run)
    if row.outcome != Outcome.LEFT or item.kind in run.types:
        row.save()
    run.report.add(row)


def _row(item: Item, run: Run, notes: list[str], **fields) -> Imported:
    return Imported(
        site=run.site,
        number=item.id,
        kind=item.kind[:40],
        title=item.title[:300],
        old_address=item.link[:1000],
        fingerprint=fingerprint(item),
        outcome=fields.pop("outcome", Outcome.CHANGED if notes else Outcome.KEPT),
        notes=notes,
        **fields,
    )


def fingerprint(item: Item) -> str:
    return hashlib.sha256(f"{item.title}\0{item.content}\0{item.excerpt}".encode()).hexdigest()


def _left_out(item: Item, run: Run) -> Imported:
    why = NEVER.get(item.status, f"«{item.kind}» qui non c’è")
    notes = [why, *([f"con {len(item.comments)} commenti"] if item.comments else [])]
    return _row(item, run, notes, outcome=Outcome.LEFT)


def _as_a_guide(item: Item, run: Run) -> Imported:
    context = PostContext(run.survey, run.folder, run.slugs)
    said = converted(item.content, title=item.title, context=context)
    topic, companies = run.subjects.topic(item), run.subjects.companies(item)
    notes = run.subjects.notes(item, topic, companies)
    about = {"topic": topic, "author": author_of(item, run.survey), "companies": companies}
    slug = run.slugs.slug_of(item.id, item.slug or item.title)
    guide = write_guide(item, said, context, slug=slug, about=about)
    notes = [*_notes(item, said, context), *notes]
    notes += _said_under(guide, item, run)
    notes += _addresses(item, run, context, guide=guide)
    if run.publishes:
        notes += publish(guide, item, by=run.by)
        run.report.published += guide.is_public
    return _row(item, run, notes, guide=guide, batch=_batch(run))


def _batch(run: Run) -> int:
    run.guides += 1
    return (run.guides - 1) // A_BATCH + 1


def _notes(item: Item, said: Converted, context: PostContext) -> list[str]:
    """What an editor has to know that cannot be read from the guide itself."""
    notes = [DRAFTS[item.status]] if item.status in DRAFTS else []
    notes += ["era protetto da una password"] if item.password else []
    if not said.is_faithful:
        notes.append(f"il testo somiglia a quello di prima solo per il {said.likeness:.0%}")
    notes += said.notes
    return notes + [f"immagine non trovata: {at} ({why})" for at, why in context.missing.items()]


def _said_under(guide, item: Item, run: Run) -> list[str]:
    comments = Comments(guide, run.site, run.survey)
    comments.write(item.comments)
    run.report.comments.update(
        {"portati": comments.kept, "lasciati fuori": comments.left, "accorciati": comments.cut}
    )
    return [f"commenti accorciati: {comments.cut}"] if comments.cut else []


def _addresses(item: Item, run: Run, context: PostContext, **target) -> list[str]:
    taken = write_addresses(addresses_of(item, run.survey), **target)
    if run.folder.keeps:
        for file, picture in context.used.items():
            root = run.survey.root.strip("/")
            key = "/".join(filter(None, [root, "wp-content/uploads", file]))
            write_addresses([key], picture=picture)
    return [f"l’indirizzo «/{key}» porta già altrove" for key in taken]


def _as_a_page(item: Item, run: Run) -> Imported:
    context = PostContext(run.survey, run.folder, run.slugs)
    said = converted(item.content, title=item.title, context=context)
    notes, page = _notes(item, said, context), None
    if item.comments:
        run.report.comments["lasciati fuori"] += len(item.comments)
        notes.append(f"con {len(item.comments)} commenti: qui una pagina non ne ha")
    held = pages.words_of(item, said)
    if there := Page.objects.filter(slug=held["slug"]).first():
        notes = [f"la pagina /{there.slug}/ c’è già: il testo di prima è qui", *notes]
    elif run.publishes and may_be_published(item):
        page = pages.put_online(held, at=item.changed or item.moment)
    if there or page:
        notes += _addresses(item, run, context, page=there or page)
    return _row(item, run, notes, page=page, held=held, batch=0)


def _again(row: Imported, item: Item, run: Run) -> None:
    """What is here is an editor's by now: only new comments are added."""
    notes = [LATER] if row.fingerprint != fingerprint(item) else []
    if row.guide_id:
        notes += _said_under(row.guide, item, run)
    run.report.add(row, outcome=THERE_ALREADY, notes=notes)
