"""How a record becomes a row: what the editor's form would accept, and no more."""

from django.db import models


def to_write(model: type[models.Model], slug: str, overwrite: bool) -> models.Model | None:
    """The row to fill: a new one, or the one that is there if it may be overwritten."""
    row = model.objects.filter(slug=slug).first()
    if row is None:
        return model(slug=slug)
    return row if overwrite else None


def rewrite(rows: models.Manager, fields: list[dict]) -> None:
    """Replace what belongs to one row by these, in this order."""
    rows.all().delete()
    written = [rows.model(**{rows.field.name: rows.instance}) for _ in fields]
    for position, (row, values) in enumerate(zip(written, fields, strict=True)):
        fill(row, position=position, **values)
    rows.bulk_create(written)


def save(row: models.Model, **values) -> None:
    """Save what the editor's form would accept: lengths are checked on every database."""
    fill(row, **values)
    row.save()


def fill(row: models.Model, **values) -> None:
    """Raises ValidationError; what the database holds by itself is not asked of it beforehand."""
    for name, value in values.items():
        setattr(row, name, value)
    held = [field.name for field in row._meta.concrete_fields if field.is_relation]
    row.full_clean(exclude=held, validate_unique=False, validate_constraints=False)
