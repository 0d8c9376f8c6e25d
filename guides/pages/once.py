"""The one way to a row that is made when it is missing, however many ask for it at once."""

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def found_or_made(
    rows: models.QuerySet[Row] | models.Manager[Row],
    *,
    made: dict[str, Any] | None = None,
    **asked: Any,
) -> tuple[Row, bool]:
    """The row that answers `asked`, and whether it is new; `made` adds what only a new one gets.

    `asked` may look closer than a column does (`email__iexact`): then `made` says what is kept.
    Of many at once one makes it, and the others read it again: nobody gets an IntegrityError,
    and the transaction that is open goes on (the attempt has a savepoint of its own).
    """
    if (row := rows.filter(**asked).first()) is not None:
        return row, False
    new = {name: value for name, value in asked.items() if "__" not in name} | (made or {})
    try:
        with transaction.atomic():
            return rows.create(**new), True
    except IntegrityError:
        row = rows.filter(**asked).first()
        if row is None:  # something else was wrong with it
            raise
        return row, False


def made_or_changed(
    rows: models.QuerySet[Row] | models.Manager[Row], *, to: dict[str, Any], **asked: Any
) -> None:
    """Make the row that answers `asked`, or change the one that is there, so that it says `to`."""
    row, is_new = found_or_made(rows, made=to, **asked)
    if not is_new:
        type(row)._base_manager.filter(pk=row.pk).update(**to)
