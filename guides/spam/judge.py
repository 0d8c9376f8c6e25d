"""From a contribution to its verdict: gather the evidence, ask the rules."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guides.spam.fingerprint import fingerprint
from guides.spam.lessons import opinion_of
from guides.spam.models import Attempt, BlockedTerm, TextTrace
from guides.spam.newsroom import reserved_names
from guides.spam.rules import Evidence, History, weigh
from guides.spam.verdict import Verdict

# A flood of one text leaves this many traces and no more: the next copies are known all the same,
# and looking for copies costs the same on the worst day.
ENOUGH_COPIES = 20


def judge(
    text: str,
    *,
    name: str = "",
    email: str = "",
    network: str = "",
    submission_id: UUID | None = None,
    history: History | None = None,
    honeypot_filled: bool = False,
    too_fast: bool = False,
) -> Verdict:
    """Weigh a contribution; it is never refused here. Keep `verdict.as_json()` beside it.

    With a `submission_id` the text's fingerprint is remembered, so that later copies are noticed
    (and judging the same submission again, after a change, does not take it for its own copy).
    `network` is a `network_key`; `history` is what was decided about a confirmed address before.
    """
    bands = fingerprint(text)
    copies = TextTrace.objects.copies_of(bands, besides=submission_id) if bands else {}
    verdict = weigh(
        Evidence(
            text=text,
            name=name,
            email=email,
            honeypot_filled=honeypot_filled,
            too_fast=too_fast,
            history=history or History(),
            blocked=list(BlockedTerm.objects.values_list("kind", "term")),
            reserved=reserved_names() if name else (),
            copies_here=copies.get(network, 0),
            copies_elsewhere=sum(copies.values()) - copies.get(network, 0),
            opinion=opinion_of(text),
        )
    )
    if submission_id:
        _remember(bands if sum(copies.values()) < ENOUGH_COPIES else [], submission_id, network)
    return verdict


def forget_old_traces(*, before: datetime) -> int:
    """Delete counted sendings and fingerprints older than a moment; return how many rows."""
    sendings, _ = Attempt.objects.older_than(before).delete()
    traces, _ = TextTrace.objects.older_than(before).delete()
    return sendings + traces


def forget_traces_of(submission_id: UUID) -> None:
    """Delete what is remembered of one submission, as when its author erases it."""
    Attempt.objects.filter(submission_id=submission_id).delete()
    TextTrace.objects.filter(submission_id=submission_id).delete()


@transaction.atomic
def _remember(bands: list[int], submission_id: UUID, network: str) -> None:
    TextTrace.objects.filter(submission_id=submission_id).delete()
    TextTrace.objects.bulk_create(
        TextTrace(submission_id=submission_id, band=band, network=network) for band in bands
    )
