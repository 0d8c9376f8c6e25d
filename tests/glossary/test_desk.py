"""A datum at the desk: its name is for good, so is its kind."""

import pytest

from guides.glossary.models import Datum, Kind
from tests.desk.forms import filled_form
from tests.glossary.making import a_datum

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_words_of_a_datum_change_and_its_name_and_kind_do_not(desk):
    datum = a_datum("data-consegna")
    page = f"/admin/guides/datum/{datum.pk}/change/"
    fields = filled_form(desk.get(page), "datum_form")
    assert "key" not in fields
    assert desk.post(page, fields | {"question": "Quando?", "key": "altro"}).status_code == 302
    datum.refresh_from_db()
    assert (datum.question, datum.key, datum.kind) == ("Quando?", "data-consegna", Kind.DATE)


def test_a_long_text_cannot_be_said_to_be_nobodys(desk):
    fields = filled_form(desk.get("/admin/guides/datum/add/"), "datum_form")
    del fields["is_personal"]
    typed = {"question": "Che cosa è successo?", "key": "racconto", "kind": "long"}
    page = desk.post("/admin/guides/datum/add/", fields | typed)
    assert "Un testo lungo è sempre personale" in page.content.decode()


def test_the_demo_names_each_thing_once_and_puts_nothing_personal_in_an_address(the_demo):
    texts = Datum.objects.filter(kind__in=[Kind.SHORT, Kind.LONG, Kind.MONEY])
    assert Datum.objects.count() > 50
    assert not texts.filter(is_personal=False).exists()
    assert all(len(datum.answers) > 2 for datum in Datum.objects.filter(kind=Kind.CHOICE))


def a_choice(desk, *rows: tuple[str, str], **more) -> str:
    """What the page says when a choice with these answers is sent."""
    fields = filled_form(desk.get("/admin/guides/datum/add/"), "datum_form")
    typed = {"question": "Come hai pagato?", "key": "pagato", "kind": "choice"}
    typed["choices-TOTAL_FORMS"] = str(len(rows))
    for number, (words, key) in enumerate(rows):
        typed |= {f"choices-{number}-words": words, f"choices-{number}-key": key}
    return desk.post("/admin/guides/datum/add/", fields | typed | more).content.decode()


def test_two_answers_of_one_name_are_said_in_the_words_of_the_page(desk):
    page = a_choice(desk, ("Con la carta", "carta"), ("Con un’altra carta", "carta"))
    assert "Questa risposta c’è già." in page
    assert "È uguale a una riga più su." in page
    assert "di key" not in page


@pytest.mark.parametrize("rows", [[], [("Con la carta", "carta")]])
def test_a_choice_among_less_than_two_is_none(desk, rows):
    fields = {"accepts_unknown": ""} if rows else {}
    page = a_choice(desk, *rows, **fields)
    assert "Scrivi le risposte fra cui scegliere" in page
    assert not Datum.objects.filter(key="pagato").exists()


def test_five_answers_are_saved_at_once(desk):
    a_choice(desk, *((f"Risposta {n}", f"r{n}") for n in range(5)))
    assert [key for key, _ in Datum.objects.get(key="pagato").answers][:5] == [
        *("r0", "r1", "r2", "r3", "r4")
    ]
