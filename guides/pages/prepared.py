"""A query that is composed once and asked many times.

Django composes a queryset's SQL anew each time: on a page that asks seven questions that takes
many times what the database takes to answer. Here the queryset is written as ever, with a
`Parameter` where a value will stand; its SQL is kept as long as the thread keeps its connection.
"""

from collections.abc import Callable
from threading import local
from typing import Any

from django.db import connections, router
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import (  # type: ignore[attr-defined]  # Django's own, without a stub
    ModelIterable,
    get_related_populators,
)


class Parameter(Expression):
    """Stands in a prepared queryset for the value that comes with the question."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        return "%s", [self]


class Prepared:
    """`on = Prepared(lambda: Edition.objects.on(Parameter("topic")))`, then `on(topic=3)`.

    Gives a list of what the queryset gives: objects with their select_related and annotations, or
    the tuples of values_list; no prefetch_related. A value is given as the database keeps it.
    """

    def __init__(self, queryset: Callable[[], QuerySet]) -> None:
        self.queryset = queryset
        self._model: type[Model] | None = None
        self._here = local()

    def __call__(self, **values: Any) -> list:
        composed = self._composed()
        asked = [values[p.name] if isinstance(p, Parameter) else p for p in composed.parameters]
        with composed.connection.cursor() as cursor:
            cursor.execute(composed.sql, asked)
            rows = cursor.fetchall()
        return composed.read(rows)

    def _composed(self) -> "_Composed":
        if self._model is None:
            self._model = self.queryset().model
        own = connections[router.db_for_read(self._model)]
        composed = getattr(self._here, own.alias, None)
        if composed is None or composed.connection is not own:
            composed = _Composed(self.queryset(), own)
            setattr(self._here, own.alias, composed)
        return composed


class PreparedAmong:
    """`on = PreparedAmong(lambda some: Rule.objects.filter(slug__in=some))`, then `on(slugs)`.

    The question has a place for eight values: for more it is asked once more for each eight.
    """

    PLACES = 8

    def __init__(self, queryset: Callable[[list], QuerySet]) -> None:
        self.names = [f"n{place}" for place in range(self.PLACES)]
        self.ask = Prepared(lambda: queryset([Parameter(name) for name in self.names]))

    def __call__(self, values: list[str]) -> list:
        found: list = []
        different = list(dict.fromkeys(values))
        for start in range(0, len(different), self.PLACES):
            few = different[start : start + self.PLACES]
            few += few[-1:] * (self.PLACES - len(few))
            found += self.ask(**dict(zip(self.names, few, strict=True)))
        return found


class _Composed:
    """SQL, its parameters in order, and how a row becomes what the queryset gives."""

    def __init__(self, queryset: QuerySet, connection) -> None:
        self.connection = connection
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = self.compiler.as_sql()
        select = self.compiler.select
        self.converters = self.compiler.get_converters(column for column, *_ in select)
        self.gives_objects = queryset._iterable_class is ModelIterable
        if self.gives_objects:
            info = self.compiler.klass_info
            fields = info["select_fields"]
            self.model, self.own = info["model"], slice(fields[0], fields[-1] + 1)
            self.names = [column.target.attname for column, *_ in select[self.own]]
            self.related = get_related_populators(info, select, connection.alias)

    def read(self, rows: list[tuple]) -> list:
        if self.converters:
            rows = list(self.compiler.apply_converters(rows, self.converters))
        return [self._object(row) for row in rows] if self.gives_objects else rows

    def _object(self, row):
        found = self.model.from_db(self.connection.alias, self.names, row[self.own])
        for related in self.related:
            related.populate(row, found)
        for name, place in (self.compiler.annotation_col_map or {}).items():
            setattr(found, name, row[place])
        return found
