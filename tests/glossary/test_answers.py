"""What a reader answers: typed as people type it, read once, carried in the address."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone

from guides.glossary.answers import Answers
from guides.glossary.models import Kind
from tests.glossary.making import a_datum

pytestmark = pytest.mark.django_db


def read(datum, typed: str) -> Answers:
    data = QueryDict(mutable=True)
    data[datum.key] = typed
    return Answers.read(data, [datum])


@pytest.mark.parametrize(
    "typed",
    ["3/12/26", "03.12.2026", "3 dicembre 2026", "il 3 dic. 2026", "2026-12-03", " ٣/١٢/٢٠٢٦ "],
)
def test_a_day_is_typed_as_italians_write_it(typed):
    day = a_datum("data-consegna")
    answers = read(day, typed)
    assert answers.value("data-consegna") == date(2026, 12, 3)
    assert answers.words("data-consegna") == "3 dicembre 2026"
    assert answers.address() == "data-consegna=2026-12-03"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Scrivi il giorno: per esempio 3/12/2026."),
        ("31/2/2026", "Il 31 febbraio 2026 non c’è nel calendario: controlla il giorno."),
        ("0001-01-01", "L’anno 1 non può essere giusto: scrivilo con quattro cifre."),
        ("9999-12-31", "Il 31 dicembre 9999 è troppo lontano: controlla l’anno."),
        ("12/2026", "Manca il giorno"),
        ("domani" * 20_000, "Non capiamo questa data."),
        ("\u202e3/12\x00/2026", "Non capiamo questa data."),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong_and_comes_back(typed, sentence):
    answers = read(a_datum("data-consegna"), typed)
    assert answers.value("data-consegna") is None
    assert answers.errors["data-consegna"][0].startswith(sentence)
    assert answers.form["data-consegna"].value() == typed
    assert answers.address() == ""


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(("12,50", "12.5"), ("12.50", "12.5"), ("€ 1.234", "1234"), ("1.234,5 €", "1234.5")),
        *(("30 euro", "30"), ("0", "0"), ("1 000", "1000")),
        *(("1’234,50", "1234.5"), ("30 €.", "30"), ("12,50.", "12.5"), ("1.234,50", "1234.5")),
    ],
)
def test_an_amount_is_typed_as_italians_write_it(typed, amount):
    assert read(a_datum("importo", Kind.MONEY), typed).value("importo") == Decimal(amount)


@pytest.mark.parametrize("typed", ["-3", "1e400", "Infinity", "dodici", "1,2,3", "9" * 30, "€"])
def test_what_is_no_amount_is_refused_in_italian(typed):
    answers = read(a_datum("importo", Kind.MONEY), typed)
    assert answers.errors["importo"][0].startswith(("Scrivi un importo", "È troppo"))


def test_a_choice_takes_its_answers_and_that_one_does_not_know():
    choice = a_datum("tipo", Kind.CHOICE, choices=("oggetto", "servizio"))
    assert read(choice, "oggetto").words("tipo") == "Oggetto"
    assert read(choice, "non-so").words("tipo") == "Non lo so"
    assert read(choice, "altro").errors["tipo"] == ["Scegli una delle risposte."]


def test_who_must_know_cannot_answer_that_one_does_not():
    asked = a_datum("informato", Kind.YES_NO, accepts_unknown=False)
    assert read(asked, "si").words("informato") == "Sì"
    assert read(asked, "non-so").value("informato") is None


def test_a_page_that_was_only_opened_has_no_errors_and_a_sent_one_says_all_that_is_missing():
    asked = [a_datum("uno"), a_datum("due", Kind.YES_NO)]
    assert not Answers.read(QueryDict("altro=1"), asked).is_given
    assert set(Answers.read(QueryDict("uno="), asked).errors) == {"uno", "due"}
    assert set(Answers.read(QueryDict(), asked, sent=True).errors) == {"uno", "due"}
    assert not Answers.read(QueryDict("uno=ieri"), asked, optional={"due"}).errors


def test_what_is_personal_never_goes_into_an_address(django_assert_num_queries):
    """In one order whatever the order of the questions; strangers are left out."""
    a_datum("data-consegna")
    a_datum("nome", Kind.SHORT, is_personal=True)
    a_datum("arrivato", Kind.YES_NO)
    data = QueryDict("nome=Anna&data-consegna=ieri&arrivato=no&q=truffa&arrivato=si")
    with django_assert_num_queries(2):
        carried = Answers.carried_by(data)
    yesterday = date.fromordinal(timezone.localdate().toordinal() - 1)
    assert carried.address() == f"arrivato=si&data-consegna={yesterday.isoformat()}"


def test_a_text_past_its_bounds_is_counted_and_a_line_has_no_second_one():
    asked = a_datum("nome", Kind.SHORT, is_personal=True)
    assert read(asked, "Anna\r\nBcc: tutti").value("nome") == "Anna Bcc: tutti"
    assert "ne hai scritti 200" in read(asked, "x" * 200).errors["nome"][0]
