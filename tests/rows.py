"""What tables hold, read and put back as it is: without models' methods, signals and checks."""

from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection

Rows = list[tuple]


@cache
def columns() -> dict[str, list[str]]:
    """Of each table its columns, without what a database computes for itself."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: [_name(field.column) for field in model._meta.local_concrete_fields]
        for model in models
        if not model._meta.proxy and model._meta.managed
    }


def filled() -> list[str]:
    """The tables that hold something, by one query."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_name(table)})"  # noqa: S608
        for table in columns()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def rows_of(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns()[table])} FROM {_name(table)}")  # noqa: S608
        return cursor.fetchall()


def empty(table: str) -> None:
    with unguarded(table), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_name(table)}")  # noqa: S608


# Tables whose triggers let nothing be deleted (guides/record).
GUARDED = ("guides_administrativeact",)


@contextmanager
def unguarded(*tables: str):
    """Triggers of the guarded ones among these tables are away meanwhile."""
    guarded = [table for table in tables if table in GUARDED]
    if connection.vendor == "sqlite":
        triggers = [trigger for table in guarded for trigger in triggers_of(table)]
        away, back = (
            [f'DROP TRIGGER "{name}"' for name, _ in triggers],
            [sql for _, sql in triggers],
        )
    else:
        away, back = (
            [f"ALTER TABLE {_name(table)} {act} TRIGGER USER" for table in guarded]
            for act in ("DISABLE", "ENABLE")
        )
    with connection.cursor() as cursor:
        for statement in away:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in back:
                cursor.execute(statement)


def triggers_of(table: str) -> list[tuple[str, str]]:
    """The name of each trigger of a table and what makes it; on PostgreSQL, what it is."""
    asked = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = %s::regclass",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [table])
        return sorted(cursor.fetchall())


def put(table: str, rows: Rows) -> None:
    names = columns()[table]
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_name(table)} ({', '.join(names)}) VALUES ({places})",  # noqa: S608
            rows,
        )


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
