"""Two people at the same moment, on a database with rows that lock (PostgreSQL)."""

import threading

import pytest
from django.db import connection, connections

from guides.facts.models import Fact
from guides.guide.models import Guide
from guides.guide.with_facts.changing import ChangedMeanwhile, change
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'"),
]


def together(*acts) -> list:
    """All begin at the same moment; what each gave or raised."""
    ready, came = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n, act):
        ready.wait()
        try:
            came[n] = act()
        except Exception as error:
            came[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert connection.vendor == "postgresql"
    return came


def a_new_value(pk: int, number: int):
    fact = Fact.objects.get(pk=pk)
    fact.number = number
    try:
        return change(fact, by=None, note="Cambiato.")
    except ChangedMeanwhile:
        return a_new_value(pk, number)


def test_a_guide_published_while_its_fact_changes_says_what_the_fact_says():
    for turn in range(5):
        fact = a_fact()
        body = f"Hai {{{{fatto:{fact.key}}}}}."
        live = a_live_guide(sections=[{"title": "Uno", "body": body}])
        new = a_guide(sections=[{"title": "Uno", "body": body}])
        came = together(
            lambda: a_new_value(fact.pk, 30),  # noqa: B023
            lambda: Guide.objects.get(pk=new.pk).publish(by=None),  # noqa: B023
            lambda: Guide.objects.get(pk=live.pk).publish(by=None),  # noqa: B023
        )
        assert not [c for c in came if isinstance(c, Exception)], (turn, came)
        for guide in (live, new):
            guide.refresh_from_db()
            assert guide.live.sections.get().body_text == "Hai 30 giorni."


def test_two_changes_at_once_leave_every_page_with_the_same_value():
    for _ in range(3):
        fact, other = a_fact(), a_fact()
        body = f"{{{{fatto:{fact.key}}}}} {{{{fatto:{other.key}}}}}"
        guides = [a_live_guide(sections=[{"title": "Uno", "body": body}]) for _ in range(3)]
        came = together(
            lambda: a_new_value(fact.pk, 30),  # noqa: B023
            lambda: a_new_value(other.pk, 60),  # noqa: B023
            lambda: a_new_value(fact.pk, 45),  # noqa: B023
        )
        assert not [c for c in came if isinstance(c, Exception)], came
        fact.refresh_from_db()
        for guide in guides:
            guide.refresh_from_db()
            assert guide.live.sections.get().body_text == f"{fact.value} 60 giorni"
