"""The acts as comma-separated values, row by row: memory does not grow with them."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from guides.record.models import AdministrativeAct

HEAD = ["quando", "chi", "atto", "che cosa", "numero", "quale", "prima", "dopo", "nota"]
# A spreadsheet takes what begins so for a formula (OWASP, CSV injection).
A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Handed:
    """A file for csv.writer that hands each line back."""

    def write(self, line: str) -> str:
        return line


def lines(acts: Iterable[AdministrativeAct]) -> Iterator[str]:
    """The file's lines, the head first; a mark at the start says UTF-8 to old spreadsheets."""
    rows = csv.writer(_Handed())
    yield "\ufeff" + rows.writerow(HEAD)
    for act in acts:
        yield rows.writerow([_harmless(value) for value in _values(act)])


def _values(act: AdministrativeAct) -> list[str]:
    when = timezone.localtime(act.at).isoformat(timespec="seconds")
    what = [act.get_verb_display(), act.kind, act.about_key, act.about_name]
    return [when, act.actor_name, *what, _json(act.before), _json(act.after), act.note]


def _json(values: dict) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(A_FORMULA) else value


def name_of_file(now: datetime) -> str:
    return f"registro-{now:%Y-%m-%d}.csv"
