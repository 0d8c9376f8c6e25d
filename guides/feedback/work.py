"""On the desk's first page: the sections that fail most of their readers."""

from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.feedback.failing import Failing, failing_sections

DAYS = 30
FEWEST = 3  # people whom it did not help: fewer may be a slip


@work.register(80, needs="guides.view_sectionvote")
def failing(person) -> list[Task]:
    found = [row for row in failing_sections(days=DAYS) if _fails_most(row)]
    if not found:
        return []
    words = either(
        len(found),
        "sezione non aiuta la maggior parte di chi la legge",
        "sezioni non aiutano la maggior parte di chi le legge",
    )
    items = [
        Item(
            row.section.title,
            reverse("admin:section_votes", args=[row.section.uid]),
            f"{row.failed} «no» su {row.of}",
        )
        for row in found[:SHOWN]
    ]
    whole = reverse("admin:guides_sectionvote_changelist")
    return [Task("sezioni", len(found), words, whole, items=items)]


def _fails_most(row: Failing) -> bool:
    return row.failed >= FEWEST and row.failed * 2 > row.of
