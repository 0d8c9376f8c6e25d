"""The sections by how many people they failed, worst first: what to mend before anything else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone

from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote, VoteReason
from guides.guide.editions import EditionSection

MOST = 100


@dataclass(frozen=True)
class Failing:
    """A section as its last readers saw it, and what they thought in a span of days."""

    section: EditionSection
    failed: int
    of: int
    reasons: list[tuple[str, int]]  # in words, the commonest first
    remarks: int  # sentences that wait for somebody

    @property
    def guide(self):
        return self.section.edition.guide

    @property
    def is_changed(self) -> bool:
        """Another edition went live since: the votes may be about a mended text."""
        return self.guide.live_id not in (None, self.section.edition_id)


def failing_sections(*, days: int) -> list[Failing]:
    """Sections with at least a "no" in so many days; five queries however many they are."""
    votes = SectionVote.objects.since(timezone.localdate() - timedelta(days=days))
    rows = list(
        votes.values("section_uid")
        .annotate(
            of=Count("pk"), failed=Count("pk", filter=Q(useful=False)), edition=Max("edition")
        )
        .filter(failed__gt=0)
        .order_by("-failed", "of", "section_uid")[:MOST]
    )
    uids = [row["section_uid"] for row in rows]
    sections = _as_last_read(rows)
    reasons = _reasons(votes.filter(section_uid__in=uids))
    remarks = Counter(
        Remark.objects.waiting().filter(section_uid__in=uids).values_list("section_uid", flat=True)
    )
    return [
        Failing(sections[uid], row["failed"], row["of"], reasons.get(uid, []), remarks[uid])
        for uid, row in zip(uids, rows, strict=True)
    ]


def _as_last_read(rows: Iterable[dict]) -> dict[UUID, EditionSection]:
    last = {(row["edition"], row["section_uid"]) for row in rows}
    found = EditionSection.objects.filter(edition__in={edition for edition, _ in last})
    found = found.select_related("edition__guide").defer(
        "body_markdown", "body_html", "body_text", "edition__introduction_html"
    )
    return {each.uid: each for each in found if (each.edition_id, each.uid) in last}


def _reasons(votes) -> dict[UUID, list[tuple[str, int]]]:
    counted = votes.exclude(reason="").values_list("section_uid", "reason").annotate(n=Count("pk"))
    found: dict[UUID, list[tuple[str, int]]] = {}
    for uid, reason, number in counted.order_by("-n", "reason"):
        found.setdefault(uid, []).append((VoteReason(reason).label, number))
    return found
