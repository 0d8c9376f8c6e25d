"""What looks like personal data, and what only looks so to a careless eye."""

import pytest

from guides.personal_data import personal_data_in


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Scrivetemi a anna.rossi+x@posta.example, grazie", "un indirizzo e-mail"),
        ("Il mio numero è 333 123 4567.", "un numero di telefono"),
        ("chiamatemi al +39 06/1234567", "un numero di telefono"),
        ("tel.0612345678", "un numero di telefono"),
        ("(02 1234567)", "un numero di telefono"),
        ("IBAN IT60 X054 2811 1010 0000 0123 456 e poi niente", "un IBAN"),
        ("it60x0542811101000000123456", "un IBAN"),
        ("Sono RSSMRA85T10A562S", "un codice fiscale"),
        ("la carta 4111 1111 1111 1111 è bloccata", "il numero di una carta"),
        ("carta 4111-1111-1111-1111", "il numero di una carta"),
    ],
)
def test_personal_data_is_seen(text, what):
    assert [found.what for found in personal_data_in(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ho chiamato l’800 123 456 e il 199, non risponde nessuno.",
        "Ho aspettato 14 giorni, dal 22/11/2026 al 06/12/2026.",
        "Ordine 4111111111111112, pacco LX123456789CN.",
        "Mi hanno chiesto 1.250,00 euro e 0,50 di bollo.",
        "Articolo 52 del D.Lgs. 206/2005, comma 1-bis.",
        "Il 2026-11-22 alle 09:30 ho scritto @assistenza.",
        "Il codice è 0000000000000000.",
    ],
)
def test_what_is_nobodys_passes(text):
    assert personal_data_in(text) == []


def test_each_is_told_once_and_with_its_words():
    found = personal_data_in("333 1234567 oppure anna@posta.example, IT60X0542811101000000123456")
    assert {(one.what, one.words) for one in found} == {
        ("un indirizzo e-mail", "anna@posta.example"),
        ("un IBAN", "IT60X0542811101000000123456"),
        ("un numero di telefono", "333 1234567"),
    }


@pytest.mark.parametrize("text", ["3" * 20_000, "a@" * 10_000, "IT60" + " A" * 10_000])
def test_a_hostile_text_is_read_to_its_end(text):
    (found,) = personal_data_in(f"{text} anna@posta.example")
    assert found.words == "anna@posta.example"
