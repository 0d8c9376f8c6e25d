"""An import from its first byte to its last: the file is read whole once before anything is
written, so what is wrong with it leaves the database as it was; then each item is a transaction of
its own, and a run that was cut short is taken up by running it again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guides.pages.once import found_or_made
from guides.topics.models import Topic
from guides.wordpress.models import Imported, WordPressSite
from guides.wordpress.reading.allowed import AllowedText
from guides.wordpress.reading.items import item_of
from guides.wordpress.reading.survey import Survey, survey
from guides.wordpress.reading.wxr import children, name_of
from guides.wordpress.report import Report
from guides.wordpress.writing.item import Run, take_in
from guides.wordpress.writing.people import Subjects
from guides.wordpress.writing.pictures import Folder
from guides.wordpress.writing.rest import take_in_attachments, write_lists

Progress = Callable[[str, int], None]  # what is being done, how many bytes have gone by
FIRST, SECOND = "Controllo", "Porto dentro"


@dataclass(frozen=True)
class ImportOptions:
    """The options of `import_wordpress`."""

    exports: tuple[Path, ...]
    report: Path
    media: Path | None = None
    encoding: str = ""
    topic: Topic | None = None
    makes_topics: bool = False
    types: frozenset[str] = frozenset(["post"])
    category_base: str = "category"
    tag_base: str = "tag"
    publishes: bool = False
    dry: bool = False
    by: object = None


def import_export(asked: ImportOptions, progress: Progress) -> Report:
    """Raises Unreadable before anything is written."""
    reading = _Reading(asked, progress)
    found = Survey()
    for elements in reading.files(FIRST):
        survey(elements, found)
    subjects = Subjects(otherwise=asked.topic, makes_topics=asked.makes_topics, keeps=not asked.dry)
    with Report(asked.report) as report:
        report.removed = reading.removed
        run = _run(asked, found, subjects, report)
        for elements in reading.files(SECOND):
            for element in elements:
                _take(element, run)
        take_in_attachments(run)
        write_lists(run, category_base=asked.category_base, tag_base=asked.tag_base)
        if asked.dry:
            _forget(run.site)
    return report


def _take(element, run: Run) -> None:
    if name_of(element) != "item":
        return
    item = item_of(element)
    if item.kind != "attachment" and item.id:
        take_in(item, run)


def _run(asked: ImportOptions, found: Survey, subjects: Subjects, report: Report) -> Run:
    made = {"title": found.title[:200]}
    rows = WordPressSite.objects.all()
    return Run(
        survey=found,
        site=found_or_made(rows, address=found.address[:300], made=made)[0],
        folder=Folder(asked.media, by=asked.by, keeps=not asked.dry),
        subjects=subjects,
        report=report,
        by=asked.by,
        types=asked.types,
        publishes=asked.publishes,
        dry=asked.dry,
    )


def _forget(site: WordPressSite) -> None:
    """A dry run leaves not even the site's name, unless it was here before."""
    if not Imported.objects.filter(site=site).exists():
        site.delete()


class _Reading:
    """The files of one export, of which large sites have several, read one after the other."""

    def __init__(self, asked: ImportOptions, progress: Progress) -> None:
        self.asked, self.progress, self.removed = asked, progress, 0

    def files(self, what: str) -> Iterator[Iterator]:
        before = self.removed = 0
        for path in self.asked.exports:
            with path.open("rb") as file:
                text = AllowedText(file, self.asked.encoding)
                yield self._told(text, what, before)
            self.removed += text.removed
            before += text.position

    def _told(self, text: AllowedText, what: str, before: int) -> Iterator:
        for element in children(text):
            self.progress(what, before + text.position)
            yield element
