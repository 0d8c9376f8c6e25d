"""What is typed in a fact's form: amounts as Italians write them, texts that fit a sentence."""

import pytest

from guides.facts.models import Fact
from tests.facts.at_the_desk import asked
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact():
    return a_fact(key="recesso", name="Giorni per il recesso")


def test_a_fact_is_said_as_it_is_when_a_new_value_meets_a_refused_one(desk, fact):
    told = asked(desk, fact, number="").content.decode()
    assert "Scrivi il valore." in told
    assert Fact.objects.get().number == 14


@pytest.mark.parametrize(
    ("typed", "kept"), [("7,50", "7.50"), ("1.500 €", "1500.00"), ("34 euro", "34.00")]
)
def test_an_amount_is_typed_as_italians_do(desk, typed, kept):
    fields = {"name": "Costo", "key": "costo", "kind": "importo", "amount": typed}
    assert desk.post("/admin/guides/fact/add/", fields).status_code == 302
    assert str(Fact.objects.get().amount) == kept


def test_a_text_that_is_no_piece_of_a_sentence_is_refused(desk):
    fields = {"name": "Testo", "key": "testo", "kind": "testo"}
    for words in ("- uno", "# titolo", "::: attenzione", "{{fatto:x}}"):
        told = desk.post("/admin/guides/fact/add/", fields | {"words": words}).content.decode()
        assert "errorlist" in told, words
    assert not Fact.objects.exists()
