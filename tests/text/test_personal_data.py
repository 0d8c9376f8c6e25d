"""What looks like personal data, and what only looks so to a careless eye."""

import time

import pytest

from guides.text.personal_data import hidden, marked, personal_data_in, personal_data_in_all
from tests.factories import a_company
from tests.text.nobodys_lines import NOBODYS
from tests.text.personal_data_lines import SOMEBODYS

pytestmark = pytest.mark.django_db  # what companies publish is asked for


@pytest.mark.parametrize(("what", "line"), SOMEBODYS)
def test_personal_data_is_seen(what, line):
    found = {one.what for one in personal_data_in(line)}
    assert found == {what}


@pytest.mark.parametrize("line", NOBODYS)
def test_what_is_nobodys_passes(line):
    assert personal_data_in(line) == []


def test_the_lines_are_many():
    assert len(set(SOMEBODYS)) >= 150
    assert len(set(NOBODYS)) >= 150


def test_each_is_told_once_in_its_place_and_with_its_words():
    text = "333 1234567 oppure anna@posta.example, IT60X0542811101000000123456"
    found = [(one.what, one.words) for one in personal_data_in(text)]
    assert found == [
        ("un numero di telefono", "333 1234567"),
        ("un indirizzo e-mail", "anna@posta.example"),
        ("un IBAN", "IT60X0542811101000000123456"),
    ]
    assert all(text[one.start : one.end] == one.words for one in personal_data_in(text))


def test_what_a_company_publishes_is_nobodys():
    company = a_company()
    day = "2026-11-12"
    company.channels.create(kind="telefono", name="A", value="02 1234567", verified_on=day)
    company.channels.create(kind="email", name="B", value="ciro@ditta.example", verified_on=day)
    said = "Chiamate +39 02/1234567 o scrivete a Ciro@ditta.example, non a me: 02 7654321."
    assert [one.words for one in personal_data_in(said)] == ["02 7654321"]


@pytest.mark.parametrize(
    "text",
    ["3" * 20_000, "a@" * 10_000, "IT60" + " A" * 10_000, "4 " * 10_000, "a'" * 10_000],
)
def test_a_hostile_text_is_read_to_its_end(text):
    (found,) = personal_data_in(f"{text} anna@posta.example")
    assert found.words == "anna@posta.example"


def test_the_html_is_marked_and_its_tags_are_left_alone():
    found = personal_data_in("o'brien@posta.example e 333 1234567")
    html = '<p title="333 1234567">o&#x27;brien@posta.example e 333 1234567</p>'
    assert marked(html, found) == (
        '<p title="333 1234567"><mark>o&#x27;brien@posta.example</mark> e '
        "<mark>333 1234567</mark></p>"
    )


def test_texts_of_one_page_ask_once_what_is_public(django_assert_num_queries):
    texts = ["333 1234567", "anna@posta.example", "niente", "347 7654321"]
    with django_assert_num_queries(1):
        assert len(personal_data_in_all(texts)) == 3
    with django_assert_num_queries(0):
        assert personal_data_in_all(["niente di personale"]) == []


@pytest.mark.parametrize("piece", ["www.", "http://", "www.a<", "www.a ", "a@www."])
@pytest.mark.parametrize("ends", ["@", " @", "@a.it"])
def test_addresses_without_end_cost_their_length(piece, ends):
    """Anybody's comment, before its token is looked at: 4,000 letters took twenty seconds."""
    text = piece * (3000 // len(piece)) + ends
    began = time.process_time()
    personal_data_in(text)
    hidden(text)
    assert time.process_time() - began < 1


def test_a_page_is_nobodys_and_a_mailbox_with_a_pages_name_is_somebodys():
    said = "vedi www.ditta.example/anna:3331234567, scrivi a www.anna@posta.example"
    assert [one.words for one in personal_data_in(said)] == ["www.anna@posta.example"]


def test_a_plate_that_never_comes_costs_the_length_of_what_is_said():
    text = "targa" + " del" * 5000 + "x"
    began = time.process_time()
    assert not personal_data_in(text)
    assert time.process_time() - began < 1
