"""What stays on one line: numbers with their units, abbreviations with their numbers."""

import pytest

from guides.text.markdown import plain_text, render
from guides.text.typography import unbroken


@pytest.mark.parametrize(
    "text",
    [
        "costa 50_€ in tutto",
        "€_50",
        "il 25_% di 1.000_euro",
        "l’art._5 del codice",
        "artt._33 e 34",
        "Art._5, c._2, lett. b",
        "la legge n._199 del 30_dicembre 2025",
        "entro 14_giorni o 2_mesi",
        "il 1°_luglio e l’11_novembre",
        "allegati di 8_MB",
        "a 30_km",
        "pag._4",
    ],
)
def test_no_line_ends_inside(text):
    assert unbroken(text.replace("_", " ")) == text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "dal 2025 al 2026",
        "Nel 2025 mesi e mesi di attesa".replace("mesi e", "tanti"),
        "una parte. 5 giorni".replace(" giorni", " persone"),
        "chiama il 803 160",
        "l’hanno scorso 3 annidati",
        "il 5 gatto",
        "",
    ],
)
def test_other_spaces_are_let_be(text):
    assert unbroken(text) == text


def test_markdown_keeps_a_unit_with_a_number_in_bold_and_lets_code_be():
    assert render("Paga **25** euro") == "<p>Paga <strong>25</strong>\u00a0euro</p>\n"
    assert render("`25 euro`") == "<p><code>25 euro</code></p>\n"
    assert render("a **25**\n\neuro 3 km") == (
        "<p>a <strong>25</strong></p>\n<p>euro 3\u00a0km</p>\n"
    )
    assert plain_text("25 euro") == "25 euro"  # what is searched keeps its plain space
