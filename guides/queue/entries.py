"""The lines of «Ultime decisioni»: each act with the names of what it was about, by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth import get_user_model

from guides.moderation.decisions import name_of
from guides.queue.queue import contents_of
from guides.queue.recent import MOST, READ, RecentAct, recent_acts
from guides.queue.rows import Row

NAMED = 3  # things named on the line of an act


@dataclass(frozen=True)
class Entry:
    """An act and the first things that it was about, as far as they are still here."""

    act: RecentAct
    rows: Sequence[Row]

    @property
    def others(self) -> int:
        return max(0, self.act.number - NAMED)

    @property
    def undo(self) -> str:
        """The button that takes it back."""
        return f"undo-act:{self.act.act}" if self.act.act else "undo"


def page_of_entries(*, by: int | None, before: int | None) -> tuple[list[Entry], str]:
    """A page of what was decided, and where the next one begins ("" when there is none)."""
    acts = recent_acts(by=by, before=before)
    items = {item.pk: item for act in acts for item in act.items[:NAMED]}
    contents = contents_of(list(items.values()))
    rows = {pk: Row(items[pk], content) for pk, content in contents.items()}
    entries = [Entry(act, [rows[i.pk] for i in act.items[:NAMED] if i.pk in rows]) for act in acts]
    was_full = len(acts) == MOST or sum(len(act.decisions) for act in acts) == READ
    return entries, str(acts[-1].decisions[-1].pk) if was_full else ""


def by_day(entries: Sequence[Entry]) -> list[tuple[date, list[Entry]]]:
    return [(day, list(those)) for day, those in groupby(entries, lambda e: e.act.newest.day)]


def moderators() -> list[tuple[int, str]]:
    """Who may be asked for: the people of the desk, by name."""
    staff = get_user_model().objects.filter(is_staff=True)
    return sorted(((user.pk, name_of(user)) for user in staff), key=lambda pair: pair[1].lower())
