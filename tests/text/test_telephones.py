"""Telephone numbers as Italians write them: each found, and dialled alone."""

import pytest

from guides.companies.channel import ContactChannel
from guides.text.telephones import linked, telephones_in, telephones_of
from tests.factories import a_company
from tests.reading import links_of, tree_of

ONE_NUMBER = [
    ("02 1234567", "021234567"),
    ("02/1234567", "021234567"),
    ("02-12.34.567", "021234567"),
    ("(02) 1234567", "021234567"),
    ("06 1234567/8", "061234567"),
    ("06 1234567 int. 12", "061234567"),
    ("06 1234567, interno 12", "061234567"),
    ("06 1234567 (lun-ven 9-18)", "061234567"),
    ("800 123 456 (lun-ven 9-18)", "800123456"),
    ("800 123 456 dalle 8.30 alle 19.30", "800123456"),
    ("800.123.456 – lun/ven 9:00/18:00", "800123456"),
    ("numero verde 800-123456", "800123456"),
    ("199 123 456 (da fisso)", "199123456"),
    ("848 800 800", "848800800"),
    ("892 424", "892424"),
    ("803 160", "803160"),
    ("187", "187"),
    ("187 (da fisso Tim)", "187"),
    ("+39 02 1234567", "+39021234567"),
    ("+39 (0)2 1234567", "+39021234567"),
    ("0039 02 1234567", "+39021234567"),
    ("+44 (0)20 7946 0000", "+442079460000"),
    ("tel.: 333 1234567", "3331234567"),
    ("333\u00a01234567", "3331234567"),
    ("333\u2011123\u20114567", "3331234567"),
    ("cell3331234567", "3331234567"),
]


@pytest.mark.parametrize(("value", "dialled"), ONE_NUMBER)
def test_a_contact_with_one_number_dials_it(value, dialled):
    assert ContactChannel(kind="telefono", value=value).href == f"tel:{dialled}"


@pytest.mark.parametrize(
    ("value", "first", "second"),
    [
        ("02 1234567 / 02 7654321", "021234567", "027654321"),
        ("02 1234567 - 02 7654321", "021234567", "027654321"),
        ("02 1234567, 333 7654321", "021234567", "3337654321"),
        ("02 1234567 o 800 123 456", "021234567", "800123456"),
        ("333 1234567 347 7654321", "3331234567", "3477654321"),
        ("800 123 456 800 654 321", "800123456", "800654321"),
        ("333 123 4567 06 1234567", "3331234567", "061234567"),
        ("800 123 456 (da fisso) 02 1234567 (da cellulare)", "800123456", "021234567"),
    ],
)
def test_two_numbers_are_two_links_and_never_one(value, first, second):
    channel = ContactChannel(kind="telefono", value=value)
    assert channel.href == f"tel:{first}"
    assert [href for _, href in channel.linked if href] == [f"tel:{first}", f"tel:{second}"]
    assert "".join(words for words, _ in channel.linked) == value


@pytest.mark.parametrize("value", ["da definire", "800-AMAZON", "", "solo chat", "9-18", "12"])
def test_what_is_no_number_is_not_dialled(value):
    assert ContactChannel(kind="telefono", value=value).href == ""


@pytest.mark.django_db
def test_the_company_page_links_each_number(client):
    company = a_company(name="Luce", slug="luce")
    company.channels.create(
        kind="telefono",
        name="Clienti",
        value="02 1234567 / 02 7654321 (lun-ven 9-18)",
        verified_on="2026-11-12",
    )
    links = links_of(tree_of(client.get("/aziende/luce/")))
    assert links["Chiama 02 1234567"] == "tel:021234567"
    assert links["Chiama 02 7654321"] == "tel:027654321"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Chiama il 187, poi il servizio clienti.", ["187"]),
        ("Chiama l’800 123 456 oppure scrivi.", ["800123456"]),
        ("Telefona al 1522: è gratuito.", ["1522"]),
        ("Il numero verde 803 160 risponde dalle 8 alle 20.", ["803160"]),
        ("Da cellulare 06 4526 3160, da fisso 803.160.", ["0645263160", "803160"]),
        ("Nel 2024 ho chiamato 3 volte.", []),
        ("La legge 104/1992 e il modello 730.", []),
        ("P.IVA 03970540963, capitale 1.234.567,89 €.", []),
        ("Il 03/04/2025 alle 10:30, ordine n. 3331234567.", []),
        ("https://it.aliexpress.com/item/3331234567.html", []),
        ("Dal 09.30-18.30, CAP 00184-00186, EAN 0012345678905.", []),
    ],
)
def test_the_numbers_that_a_guide_tells_to_call_are_found(text, numbers):
    assert [one.dialled for one in telephones_in(text)] == numbers


def test_a_text_cut_at_its_numbers_is_the_same_text():
    text = "Chiama l’800 123 456 o lo 02 1234567."
    parts = linked(text, telephones_in(text))
    assert "".join(words for words, _ in parts) == text
    assert [words for words, href in parts if href] == ["800 123 456", "02 1234567"]


@pytest.mark.parametrize("hostile", ["3" * 20_000, "3 " * 10_000, "+39" * 7_000, "tel:  " * 4_000])
def test_in_a_hostile_text_no_number_is_seen(hostile):
    assert not telephones_in(hostile)
    assert not telephones_of(hostile)
