"""A fact that has ended: the desk's first page says so, and the page when its editor chose it."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guides.guide.with_facts.changing import change
from guides.pages.tags import rendering
from tests.desk.every_form import somebody
from tests.factories import a_live_guide
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SECTION = [{"title": "Quanto", "body": "Hai {{fatto:recesso}}."}]
SAID = "Giorni: quello che leggi qui valeva fino"


def days(number: int) -> date:
    return TODAY() + timedelta(days=number)


@pytest.mark.parametrize(
    ("until", "tells", "is_said"),
    [(-1, True, True), (-1, False, False), (0, True, False), (9, True, False)],
)
def test_the_page_says_it_from_the_day_after(client, until, tells, is_said):
    a_fact(key="recesso", name="Giorni", valid_until=days(until), tells_readers=tells)
    guide = a_live_guide(sections=SECTION, introduction="{{fatto:recesso}}")
    page = client.get(guide.get_absolute_url()).content.decode()
    assert page.count(SAID) == (2 if is_said else 0)


def test_a_kept_page_is_made_anew_at_the_midnight_after_it_ends(client):
    a_fact(key="recesso", name="Giorni", valid_until=days(3), tells_readers=True)
    guide = a_live_guide(sections=SECTION)
    with rendering() as shown:
        client.get(guide.get_absolute_url())
    midnight = timezone.make_aware(datetime.combine(days(4), datetime.min.time()))
    assert shown.until is None or shown.until == midnight
    from guides.guide.composer import GuidePage

    with rendering() as shown:
        GuidePage.at(guide.slug)
    assert shown.until == midnight


def test_a_new_end_takes_the_words_away(client):
    fact = a_fact(key="recesso", name="Giorni", valid_until=days(-1), tells_readers=True)
    guide = a_live_guide(sections=SECTION)
    assert SAID in client.get(guide.get_absolute_url()).content.decode()
    fact.valid_until = None
    assert len(change(fact, by=None, note="Vale ancora.")) == 1
    assert SAID not in client.get(guide.get_absolute_url()).content.decode()


@pytest.mark.parametrize("many", [0, 1, 2, 9])
def test_the_first_page_of_the_desk_counts_them(desk, many):
    a_fact(name="Lontano", check_by=days(90))
    for n in range(many):
        a_fact(name=f"Passato {n}", valid_until=days(-n - 1))
    page = desk.get("/admin/")
    numbers = [task.number for task in page.context["tasks"] if task.name == "fatti"]
    assert numbers == ([many] if many else [])
    said = page.content.decode()
    assert "Lontano" not in said
    assert said.count("scaduto il") + said.count("scaduto l’") == min(many, 3)


def test_one_to_be_checked_soon_is_there_too(desk):
    a_fact(name="Presto", check_by=days(10))
    a_fact(name="Dubbio", doubt="la legge è cambiata")
    page = desk.get("/admin/").content.decode()
    assert "Presto" in page
    assert "la legge è cambiata" in page


def test_who_sees_no_facts_sees_none_there():
    a_fact(name="Passato", valid_until=days(-1))
    _, moderator = somebody("Moderazione")
    assert "Passato" not in moderator.get("/admin/").content.decode()


# ---- facts by words, for who writes ----


def found(client, words: str) -> list[dict]:
    response = client.get("/admin/guides/fact/per-parole/", {"q": words})
    assert response.status_code == 200
    return response.json()["facts"]


def test_facts_are_found_by_words_with_what_each_format_says(desk):
    a_fact(key="recesso", name="Giorni per il recesso", checked_on=TODAY(), is_verified=True)
    a_fact(key="abf", name="Contributo", kind="importo", amount=20)
    a_fact(key="verde", name="Numero verde", kind="telefono", telephone="800 166 654")
    assert len(found(desk, "")) == 3
    [fact] = found(desk, "recesso giorni")
    assert (fact["key"], fact["kind"], fact["value"]) == ("recesso", "termine", "14 giorni")
    assert fact["is_verified"] is True
    assert fact["formats"][1] == {
        "name": "lettere",
        "what": "in lettere",
        "tag": "{{fatto:recesso|lettere}}",
        "text": "quattordici giorni",
    }
    assert [f["key"] for f in found(desk, "166 654")] == ["verde"]
    assert [f["key"] for f in found(desk, "importo 20")] == ["abf"]
    assert found(desk, "niente di tutto questo") == []
    assert found(desk, "%' OR 1=1 \x00" + "è" * 5_000) == []


def test_facts_by_words_are_for_who_may_see_facts(client):
    a_fact()
    where = "/admin/guides/fact/per-parole/"
    assert client.get(where).status_code == 302
    _, moderator = somebody("Moderazione")
    assert moderator.get(where).status_code == 403
    _, editor = somebody("Redazione")
    assert editor.get(where).status_code == 200
    assert editor.post(where).status_code == 405
    assert Client().post(where).status_code in (302, 405)
