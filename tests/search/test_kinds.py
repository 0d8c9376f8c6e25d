"""A room that brings a kind of its own to the search says so once."""

import html

import pytest
from django.db import transaction

from guides.search import index, kinds
from guides.search.documents import SearchDocument
from guides.search.hit import Hit
from guides.search.kinds import Kind
from tests.factories import a_live_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipe(monkeypatch):
    monkeypatch.setattr(kinds, "_registered", dict(kinds._registered))
    kinds.register(
        Kind("ricetta", "Ricette da seguire", asked_as="ricetta ingredienti", goes_on="Cucina")
    )
    keep("ricetta:1", "La torta di mele", opening="<p>Sbuccia le mele.</p>")


def keep(key: str, title: str, *, kind: str = "ricetta", opening: str = "") -> None:
    hit = Hit(key, kind, title, f"/ricette/{key}/", "Mele e farina.", opening=opening)
    with transaction.atomic():
        index.lock()
        index.replace({key: [hit]})


@pytest.fixture
def section(recipe):
    text = "La torta di mele arrivata rotta: che cosa fare, a chi scrivere, quanto aspettare."
    return a_live_guide(sections=[{"title": "La torta di mele", "body": text}])


def page(client, question: str, **more) -> str:
    return html.unescape(client.get("/cerca/", {"q": question, **more}).content.decode())


def found(client, question: str) -> list[str]:
    return [hit["kind"] for hit in client.get("/cerca.json", {"q": question}).json()["hits"]]


def test_readers_narrow_down_to_it_by_its_name(client, section):
    assert "Ricette da seguire (1)" in page(client, "torta di mele")
    assert "Parti di una guida" not in page(client, "torta di mele", tipo="ricetta")


def test_it_is_first_for_who_asks_for_one_and_no_answer_is_lost_by_it(client, section):
    assert found(client, "ricetta torta di mele")[0] == "ricetta"
    assert found(client, "ingredienti torta mele")[0] == "ricetta"
    assert found(client, "torta di mele arrivata rotta")[0] == "sezione"
    assert client.get("/cerca.json?q=ricetta+torta+mele").json()["verdict"] == "answers"


def test_a_slip_in_the_name_of_a_kind_is_put_right(client, section):
    assert found(client, "ricetta torta mele") == found(client, "riceta torta mele")


def test_the_best_hit_says_what_it_is_and_how_it_goes_on(client, recipe):
    shown = page(client, "ricetta mele")
    assert '<p class="hit__place">Ricetta</p>' in shown
    assert "Cucina<span" in shown


def test_a_kind_that_weighs_less_comes_after_an_equal(client, recipe):
    kinds.register(Kind("diario", "Diari", worth=0.8))
    keep("diario:1", "La torta di mele", kind="diario")
    assert found(client, "torta mele") == ["ricetta", "diario"]


def test_a_kind_that_no_room_knows_any_more_is_still_found(client):
    keep("manuale:1", "La torta di mele", kind="manuale")
    assert found(client, "torta mele") == ["manuale"]
    assert '<p class="hit__place">Manuale</p>' in page(client, "torta mele")


def test_every_kind_that_the_demo_shows_is_registered(the_demo):
    shown = set(SearchDocument.objects.values_list("kind", flat=True))
    assert shown >= {"guida", "sezione", "storia", "azienda", "autorità", "argomento"}
    assert shown <= {kind.name for kind in kinds.registered()}


def test_a_kind_weighs_in_full_for_who_asks_for_it_by_name():
    letter = Kind("lettera", "Lettere pronte", asked_as="modello lettera", worth=0.8)
    assert letter.worth_to({"letter", "rimbors"}) == 1.0
    assert letter.worth_to({"rimbors"}) == 0.8
