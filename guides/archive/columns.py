"""A row as plain values that JSON and YAML can hold, and back."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Choices
from django.db.models.fields.files import FieldFile

from guides.archive.declared import DECLARED
from guides.archive.exceptions import BadCopy
from guides.archive.naming import Names, People
from guides.archive.shapes import Inside, Pages, Parts, Shape, Stays
from guides.text.alphabet import SortKeyField

EMPTY = (None, "", [], {})


def is_left_behind(model: type[models.Model]) -> bool:
    shape = DECLARED.get(model.__name__)
    return model._meta.app_label == "guides" and isinstance(shape, Stays)


def plain(value):
    """A value as YAML knows it, and JSON but for days and moments."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, FieldFile):
        return value.name or ""
    return str(value) if isinstance(value, Decimal | UUID | Choices) else value


def in_order(value):
    """JSON with its names in one order: PostgreSQL keeps them in another than SQLite."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value)}
    return [in_order(each) for each in value] if isinstance(value, list) else value


class Columns:
    """Which columns of a model a copy holds, by their names."""

    def __init__(self, model: type[models.Model], shape: Shape, names: Names, people: People):
        self.model, self.shape, self.names, self.people = model, shape, names, people

    @cached_property
    def fields(self) -> list[models.Field]:
        return [field for field in self.model._meta.concrete_fields if self._leaves(field)]

    @cached_property
    def many(self) -> list[models.ManyToManyField]:
        own = self.model._meta.local_many_to_many
        return [field for field in own if field.remote_field.through._meta.auto_created]

    @cached_property
    def written_elsewhere(self) -> set[str]:
        """In the file's own text and headings, or said by where the row stands."""
        shape = self.shape
        if isinstance(shape, Pages):
            return {shape.body}
        if isinstance(shape, Parts):
            return {shape.of, shape.heading, shape.body, shape.level}
        return set(shape.parents) if isinstance(shape, Inside) else set()

    def _leaves(self, field: models.Field) -> bool:
        shape = self.shape
        if (shape.only and field.name not in shape.only) or field.name in shape.without:
            return False
        if field.name in self.written_elsewhere or isinstance(field, SortKeyField):
            return False
        return field.name in shape.only or not (field.is_relation and self._is_cut(field))

    def _is_cut(self, field: models.Field) -> bool:
        return is_left_behind(field.related_model)

    # From the site to a copy.

    def written(self, row: models.Model, instead: dict) -> dict:
        """{column: plain value} of what is not empty."""
        found = {field.name: self._said(field, row, instead) for field in self.fields}
        for field in self.many:
            found[field.name] = self._said_of_many(field, row)
        return {name: value for name, value in found.items() if not self._goes_without(name, value)}

    def _goes_without(self, name: str, value) -> bool:
        """Left out of the copy, it comes back the same."""
        if value not in EMPTY or value is False:
            return False
        field = self.model._meta.get_field(name)
        return field.many_to_many or value == field.get_default()

    def _said(self, field: models.Field, row: models.Model, instead: dict):
        value = instead.get(field.name, getattr(row, field.attname))
        if isinstance(field, models.JSONField):
            return in_order(value)
        if not field.is_relation or is_left_behind(field.related_model):
            return plain(value)
        if field.related_model is get_user_model():
            return self.people.name(value)
        return self.names.name(field.related_model, value)

    def _said_of_many(self, field: models.ManyToManyField, row: models.Model) -> list:
        there = getattr(row, field.name).all()
        return sorted(self.names.name(field.related_model, other.pk) for other in there)

    # From a copy to the site.

    def read(self, written: dict, **besides) -> models.Model:
        """The row, unsaved; `besides` says what stood elsewhere."""
        known = {field.name: field for field in self.fields}
        known |= {field.name: field for field in self.many}
        if unknown := set(written) - set(known):
            raise BadCopy(f"qui non si sa che cosa sia «{min(unknown)}»")
        row = self.model(**{field.attname: value for field, value in self._values(written)})
        for name, value in besides.items():
            setattr(row, name, value)
        row.of_many = {f.name: self._keys(f, written.get(f.name, [])) for f in self.many}
        return row

    def _values(self, written: dict):
        for field in self.fields:
            if field.name in written:
                yield field, self._value(field, written[field.name])

    def _value(self, field: models.Field, said):
        if field.is_relation and not is_left_behind(field.related_model):
            if field.related_model is get_user_model():
                return self.people.key(said)
            return self.names.key(field.related_model, said)
        try:
            return (
                field.target_field.to_python(said) if field.is_relation else field.to_python(said)
            )
        except ValidationError as why:
            raise BadCopy(f"«{field.name}»: {' '.join(why.messages)}") from why

    def _keys(self, field: models.ManyToManyField, said: list) -> list[int]:
        return [self.names.key(field.related_model, name) for name in said]
