"""An act is written once: the database itself refuses what would change it, on both of them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from guides.privacy.retention import forget_old_data
from guides.record.models import KEPT_FOR, AdministrativeAct, Verb, record
from tests import rows

pytestmark = pytest.mark.django_db
(TABLE,) = rows.GUARDED
YEAR = timedelta(days=366)


def an_act(**more) -> AdministrativeAct:
    return record(Verb.EXPORT, command="prova", kind="prova", **more)


def an_act_of(moment) -> AdministrativeAct:
    return AdministrativeAct.objects.create(at=moment, actor_name="comando prova", verb="export")


def refused(act) -> bool:
    """Whether the database answers that an act stays as it was written."""
    with pytest.raises(IntegrityError, match="stays as it was written"), transaction.atomic():
        act()
    return True


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_is_not_changed_by_any_way_to_change_it():
    act = an_act()
    act.actor_name = "un altro"
    assert refused(act.save)
    assert refused(lambda: AdministrativeAct.objects.update(actor_name="un altro"))
    assert refused(lambda: run(f"UPDATE {TABLE} SET note = 'altro'"))  # noqa: S608
    assert refused(
        lambda: AdministrativeAct.objects.bulk_create(
            [act], update_conflicts=True, unique_fields=["id"], update_fields=["actor_name"]
        )
    )
    act.refresh_from_db()
    assert (act.actor_name, act.note) == ("comando prova", "")


def test_it_is_not_deleted_by_any_way_to_delete_it():
    act = an_act()
    assert refused(act.delete)
    assert refused(AdministrativeAct.objects.all().delete)
    assert refused(lambda: run(f"DELETE FROM {TABLE}"))  # noqa: S608
    everything = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
    assert refused(lambda: run(f"{everything} {TABLE}"))
    assert AdministrativeAct.objects.get() == act


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a statement of SQLite")
def test_it_is_not_replaced():
    act = an_act()
    columns = "id, at, actor_name, verb, kind, about_key, about_name, before, after, note"
    values = f"{act.pk}, '2026-11-27', 'un altro', 'add', '', '', '', '{{}}', '{{}}', ''"
    for word in ("INSERT OR REPLACE", "REPLACE"):
        assert refused(lambda word=word: run(f"{word} INTO {TABLE} ({columns}) VALUES ({values})"))
    assert AdministrativeAct.objects.get().actor_name == "comando prova"


def test_retention_takes_what_is_over_five_years_old_and_nothing_younger():
    now = timezone.now()
    kept = [an_act_of(now), an_act_of(now - KEPT_FOR + timedelta(days=1))]
    an_act_of(now - KEPT_FOR - timedelta(days=1))
    report = forget_old_data()
    assert report["atti amministrativi oltre i cinque anni"] == 1
    assert not report.failed
    assert set(AdministrativeAct.objects.all()) == set(kept)


def test_a_clock_that_runs_ahead_of_the_databases_deletes_nothing():
    act = an_act()
    report = forget_old_data(now=timezone.now() + 6 * YEAR)
    assert report.failed == {"atti amministrativi oltre i cinque anni": "IntegrityError"}
    assert AdministrativeAct.objects.get() == act


def test_the_triggers_are_there_after_all_migrations():
    """A migration that remakes the table on SQLite has to bring them back."""
    names = {name for name, _ in rows.triggers_of(TABLE)}
    more = {"sqlite": {"act_not_deleted", "act_not_replaced"}, "postgresql": {"act_not_truncated"}}
    assert names == {"act_not_changed"} | more[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_they_are_there_after_a_flush_and_after_the_tests_own_emptying():
    from tests.emptying import empty_the_database

    before = rows.triggers_of(TABLE)
    an_act()
    empty_the_database(None)
    assert not AdministrativeAct.objects.exists()
    with rows.unguarded(TABLE):
        call_command("flush", verbosity=0, interactive=False)
    assert rows.triggers_of(TABLE) == before
    an_act()
    assert refused(AdministrativeAct.objects.all().delete)


def test_the_account_goes_and_its_acts_stay(anna, bea):
    act = record(Verb.CHANGE, by=anna, about=bea, after={"stato staff": True})
    anna.delete()
    bea.delete()
    act.refresh_from_db()
    assert (act.actor_name, act.about_name) == ("Anna (anna)", "bea")
