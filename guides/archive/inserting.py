"""Rows written many at a time, with the keys and the moments that they had."""

from collections import Counter, defaultdict
from collections.abc import Callable

from django.core.management.color import no_style
from django.db import connection, models

from guides.archive import derived
from guides.archive.models_there import Model, shaped

BATCH = 300


class Inserter:
    """Holds rows until there are enough of them: what they point at may come later."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.progress: Callable[[int], None] = lambda rows: None
        self._held: dict[Model, list[models.Model]] = defaultdict(list)

    def add(self, row: models.Model) -> None:
        held = self._held[type(row)]
        held.append(row)
        if len(held) >= BATCH:
            self._write(type(row))

    def flush(self) -> None:
        for model in list(self._held):
            self._write(model)
        sequences = connection.ops.sequence_reset_sql(no_style(), list(shaped()))
        with connection.cursor() as cursor:
            for sentence in sequences:
                cursor.execute(sentence)

    def _write(self, model: Model) -> None:
        rows = self._held.pop(model, [])
        if not rows:
            return
        derived.fill(model, rows)
        moments = _moments(model, rows)
        model._base_manager.bulk_create(rows)
        _put_back(model, rows, moments)
        for field in model._meta.local_many_to_many:
            if field.remote_field.through._meta.auto_created:
                _write_pairs(field, rows)
        self.rows[model.__name__] += len(rows)
        self.progress(len(rows))


def _stamped(model: Model) -> list[str]:
    """Columns in which Django writes the moment of a saving, whatever they hold."""
    kinds = ("auto_now", "auto_now_add")
    fields = model._meta.concrete_fields
    return [f.name for f in fields if any(getattr(f, kind, False) for kind in kinds)]


def _moments(model: Model, rows: list) -> list[dict]:
    return [{name: getattr(row, name) for name in _stamped(model)} for row in rows]


def _put_back(model: Model, rows: list, moments: list[dict]) -> None:
    for row, said in zip(rows, moments, strict=True):
        vars(row).update({name: when for name, when in said.items() if when})
    if names := _stamped(model):
        model._base_manager.bulk_update(rows, names)


def _write_pairs(field: models.ManyToManyField, rows: list) -> None:
    through = field.remote_field.through
    here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = [
        through(**{f"{here}_id": row.pk, f"{there}_id": key})
        for row in rows
        for key in row.of_many[field.name]
    ]
    through._base_manager.bulk_create(pairs)
