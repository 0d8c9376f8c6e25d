"""One section's votes, week by week, next to the edition that its readers read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from guides.feedback.votes import SectionVote

WEEKS = 26


@dataclass(frozen=True)
class Span:
    """The votes of one week on one edition; weeks begin on Monday."""

    monday: date
    edition: int
    published_at: object
    note: str
    useful: int
    of: int

    @property
    def failed(self) -> int:
        return self.of - self.useful


def first_monday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def spans_of(section_uid) -> list[Span]:
    """The last half year, the newest first."""
    rows = (
        SectionVote.objects.on(section_uid)
        .since(first_monday())
        .annotate(monday=TruncWeek("day"))
        .values_list("monday", "edition__number", "edition__published_at", "edition__note")
        .annotate(yes=Count("pk", filter=Q(useful=True)), of=Count("pk"))
        .order_by("-monday", "-edition__number")
    )
    return [Span(*row) for row in rows]
