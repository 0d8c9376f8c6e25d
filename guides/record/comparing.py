"""What a save at the desk changed, as {what: value} before and after."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models

UNSAID = "(non si conserva)"


def before_and_after(form, formsets, *, silent: Collection[str] = ()) -> tuple[dict, dict]:
    """Of what a form and its rows changed; of the boxes in `silent` only that they changed."""
    before, after = {}, {}
    for box in form.changed_data:
        label = str(form.fields[box].label or box).lower()
        old = form.get_initial_for_field(form.fields[box], box)
        before[label], after[label] = (
            UNSAID
            if _is_secret(form.fields[box], box, silent)
            else json_value(value, form.fields[box])
            for value in (old, form.cleaned_data.get(box))
        )
    for rows in formsets or ():
        kind = str(rows.model._meta.verbose_name)
        after |= {f"{kind} «{row}»": "aggiunto" for row in getattr(rows, "new_objects", ())}
        after |= {
            f"{kind} «{row}»": ", ".join(names)
            for row, names in getattr(rows, "changed_objects", ())
        }
        before |= {f"{kind} «{row}»": "tolto" for row in getattr(rows, "deleted_objects", ())}
    return before, after


def what_it_holds(row: models.Model, *, silent: Collection[str] = ()) -> dict:
    """{what: value} of a row that goes: its own columns, without secrets."""
    return {
        str(field.verbose_name).lower(): json_value(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in silent and field.name != "password"
    }


def json_value(value: Any, field=None) -> Any:
    """A value as JSON keeps it and a person reads it."""
    named = getattr(field, "label_from_instance", str)
    if isinstance(value, int | str) and hasattr(field, "queryset"):
        value = field.queryset.filter(pk=value).first()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, models.Model):
        return named(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | models.QuerySet):
        return sorted(named(one) for one in value)
    return str(value)


def _is_secret(field, name: str, silent: Collection[str]) -> bool:
    return name in silent or "password" in name
