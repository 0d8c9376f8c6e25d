"""Retention: what is kept for how long, and its end. `manage.py forget_old_data` does it.

Each room registers what it keeps and for how long; this one knows no room, only Django's sessions.
"""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone
from django_tasks import task

log = logging.getLogger(__name__)

BATCH = 200  # rows in one transaction: nobody who writes to us has to wait for this


@dataclass(frozen=True)
class Expiry:
    """Rows whose time is over, and how they are forgotten (then they must be due no more)."""

    what: str  # in Italian, for the command's report
    due: Callable[[Any, datetime], models.QuerySet]  # given the record of terms and the moment
    forget: Callable[[models.QuerySet], object] = models.QuerySet.delete


_sources: list[Callable[[], Iterable[Expiry]]] = []
_terms: list[Callable[[], Any]] = []


def register(*expiries: Expiry) -> None:
    """Add a room's own expiries; call it where the room's models are defined."""
    register_source(lambda: expiries)


def register_source(source: Callable[[], Iterable[Expiry]]) -> None:
    """Add expiries that are known only once every model is loaded."""
    _sources.append(source)


def register_terms(current: Callable[[], Any]) -> None:
    """Say where the one record of terms (`keep_…_days`) is read."""
    _terms[:] = [current]


def before(now: datetime, days: int) -> datetime:
    """The moment so many days before."""
    return now - timedelta(days=days)


class Report(dict[str, int]):
    """{what: how many rows went}, and in `failed` those that could not: {what: why}."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: dict[str, str] = {}


def forget_old_data(*, dry_run: bool = False, now: datetime | None = None) -> Report:
    """Forget what is past its term; a dry run only counts.

    What cannot be forgotten is logged and reported, and everything else goes all the same.
    """
    terms, now = _terms[0](), now or timezone.now()
    report = Report()
    for expiry in [expiry for source in _sources for expiry in source()]:
        _apply(expiry, terms, now, report, dry_run=dry_run)
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


def _apply(expiry: Expiry, terms, now: datetime, report: Report, *, dry_run: bool) -> None:
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


register(
    Expiry(
        "sessioni scadute della scrivania",
        lambda terms, now: Session.objects.filter(expire_date__lt=now),
    )
)
