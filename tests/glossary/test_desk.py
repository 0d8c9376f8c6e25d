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
