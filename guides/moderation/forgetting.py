"""Retention: what is kept for how long, and its end. `manage.py forget_old_data` does it.

Each room registers its own expiries; those of rooms before this one, and of everything that is
moderated, stand here.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from guides.mail.models import Letter
from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.queue import kinds
from guides.moderation.standing import Contributor
from guides.moderation.states import State
from guides.spam.models import Attempt, TextTrace

log = logging.getLogger(__name__)

BATCH = 200  # rows in one transaction: nobody who writes to us has to wait for this


@dataclass(frozen=True)
class Expiry:
    """Rows whose time is over, and how they are forgotten (then they must be due no more)."""

    what: str  # in Italian, for the command's report
    due: Callable[[ModerationSettings, datetime], models.QuerySet]
    forget: Callable[[models.QuerySet], object] = models.QuerySet.delete


_registered: list[Expiry] = []


def register(*expiries: Expiry) -> None:
    """Add a room's own expiries; call it where the room's models are defined."""
    _registered.extend(expiries)


class Report(dict[str, int]):
    """{what: how many rows went}, and in `failed` those that could not: {what: why}."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: dict[str, str] = {}


def forget_old_data(*, dry_run: bool = False, now: datetime | None = None) -> Report:
    """Forget what is past its term; a dry run only counts.

    What cannot be forgotten is logged and reported, and everything else goes all the same.
    """
    terms, now = ModerationSettings.current(), now or timezone.now()
    report = Report()
    for expiry in (*_of_everything_moderated(), *OURS, *_registered):
        _heed(expiry, terms, now, report, dry_run=dry_run)
    return report


@task()
def forget_every_day() -> None:
    """The timetable's door. Raises NotForgotten at the end, so that the task is seen to fail."""
    report = forget_old_data()
    for what, number in report.items():
        if number:
            log.info("forgotten: %s: %s", what, number)
    if report.failed:
        raise NotForgotten(report.failed)


class NotForgotten(Exception):
    """Something is past its term and still here; everything else went."""


def _heed(expiry: Expiry, terms, now: datetime, report: Report, *, dry_run: bool) -> None:
    report[expiry.what] = 0
    try:
        due = expiry.due(terms, now)
        if dry_run:
            report[expiry.what] = due.count()
            return
        for forgotten in _batches(due, expiry):
            report[expiry.what] += forgotten
    except Exception as error:
        # The message of an error may quote what was to be forgotten: only its name is kept.
        report.failed[expiry.what] = type(error).__name__
        *_, frame = traceback.extract_tb(error.__traceback__)
        where = f"{frame.filename}:{frame.lineno}"
        log.error("not forgotten: %s: %s, %s", expiry.what, type(error).__name__, where)


def _batches(due: models.QuerySet, expiry: Expiry) -> Iterator[int]:
    """Forget batch after batch; give how many went in each. Raises what one row raised, last."""
    stuck: dict[object, Exception] = {}
    while batch := list(due.exclude(pk__in=stuck).values_list("pk", flat=True)[:BATCH]):
        try:
            _forget(due, expiry, batch)
            yield len(batch)
        except Exception as error:
            if len(batch) == 1:
                stuck[batch[0]] = error
                continue
            found = {pk: why for pk in batch if (why := _trouble_with(due, expiry, pk))}
            stuck |= found
            yield len(batch) - len(found)
    if stuck:
        raise next(iter(stuck.values()))


def _trouble_with(due: models.QuerySet, expiry: Expiry, pk: object) -> Exception | None:
    """Forget one row alone; what went wrong, None when nothing did."""
    try:
        _forget(due, expiry, [pk])
    except Exception as error:
        return error
    return None


def _forget(due: models.QuerySet, expiry: Expiry, batch: list) -> None:
    with transaction.atomic():
        expiry.forget(due.model._base_manager.filter(pk__in=batch))
        if due.filter(pk__in=batch).exists():
            raise RuntimeError(f"still due after being forgotten: {expiry.what}")


def _before(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _of_everything_moderated() -> Iterator[Expiry]:
    for model in kinds().values():
        yield from _of_a_kind(model)


def _of_a_kind(model: type[Moderated]) -> list[Expiry]:
    rows, name = model._default_manager, model._meta.verbose_name_plural
    known = ~Q(author_name="")  # what was forgotten but keeps a thread's place has no name

    def unpublished(terms, now):
        over = Q(state__in=[State.REJECTED, State.WITHDRAWN])
        return rows.filter(
            over, known, decided_at__lt=_before(now, terms.keep_rejected_days)
        ).order_by("pk")

    def spam(terms, now):
        return rows.spam().filter(known, decided_at__lt=_before(now, terms.keep_spam_days))

    def networks(terms, now):
        old = rows.filter(submitted_at__lt=_before(now, terms.keep_networks_days))
        return old.exclude(network="")

    def addresses(terms, now):
        old = rows.approved().filter(submitted_at__lt=_before(now, terms.keep_addresses_days))
        return old.exclude(author_email="")

    def without_content(terms, now):
        its_row = rows.filter(queue_item=OuterRef("pk"))
        return QueueItem.objects.filter(~Exists(its_row), kind=model._meta.model_name)

    return [
        Expiry(f"{name} non pubblicati o ritirati", unpublished, _each("forget")),
        Expiry(f"{name} fra lo spam", spam, _each("forget")),
        Expiry(f"{name}: impronte di rete", networks, lambda due: due.update(network="")),
        Expiry(f"{name}: indirizzi e-mail", addresses, _each("forget_address")),
        Expiry(f"{name}: voci rimaste senza contenuto", without_content, _each("discard")),
    ]


def _each(verb: str) -> Callable[[models.QuerySet], None]:
    def forget(due: models.QuerySet) -> None:
        for row in due:
            getattr(row, verb)()

    return forget


OURS = [
    Expiry(
        "originali delle parti omesse",
        lambda terms, now: Original.objects.older_than(_before(now, terms.keep_originals_days)),
    ),
    Expiry(
        "decisioni su testi cancellati",
        lambda terms, now: Decision.objects.filter(
            item__isnull=True, at__lt=_before(now, terms.keep_decisions_days)
        ),
    ),
    Expiry(
        "storie di autori senza più contributi",
        lambda terms, now: Contributor.objects.filter(
            ~Exists(QueueItem.objects.filter(contributor=OuterRef("pk")))
        ),
    ),
    Expiry(
        "invii contati dalla guardia antispam",
        lambda terms, now: Attempt.objects.older_than(_before(now, terms.keep_networks_days)),
    ),
    Expiry(
        "impronte di testi",
        lambda terms, now: TextTrace.objects.older_than(_before(now, terms.keep_networks_days)),
    ),
    Expiry(
        "lettere spedite",
        lambda terms, now: Letter.objects.finished_before(_before(now, terms.keep_letters_days)),
    ),
    Expiry(
        "sessioni scadute della scrivania",
        lambda terms, now: Session.objects.filter(expire_date__lt=now),
    ),
]
