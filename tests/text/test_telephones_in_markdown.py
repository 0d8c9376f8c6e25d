"""Every number in a guide's words calls; what only looks like one does not."""

import re
import time
from html import unescape

import pytest

from guides.text.markdown import RENDERER, plain_text, render

CALLED = [
    ("Chiama l’800 123 456.", ["tel:800123456"]),
    ("Chiama il **187** da fisso.", ["tel:187"]),
    ("Chiama il\n187 da fisso.", ["tel:187"]),
    ("- il numero verde è 800.123.456\n- dall’estero +39 02 1234567", [
        "tel:800123456", "tel:+39021234567",
    ]),
    ("1. Telefona allo *02/1234567*, poi allo 06 1234567", ["tel:021234567", "tel:061234567"]),
    ("| Chi | Numero |\n|---|---|\n| Banca | 800 123 456 |", ["tel:800123456"]),
    ("> Scrivi o chiama: 333 1234567", ["tel:3331234567"]),
    ("::: consiglio Chiama l’800 123 456\nAdesso.\n:::", ["tel:800123456"]),
    ("::: attenzione\nNon richiamare lo 02 1234567 né lo 06 1234567.\n:::", [
        "tel:021234567", "tel:061234567",
    ]),
    ("### Il numero verde 800 123 456\n\nGratis.", ["tel:800123456"]),
    ("800 123 456 e [la banca](https://banca.example/) e 800 123 457", [
        "tel:800123456", "https://banca.example/", "tel:800123457",
    ]),
]  # fmt: skip
NOT_CALLED = [
    "Il codice è `800 123 456`.",
    "    800 123 456",
    "```\n800 123 456\n```",
    "P. IVA 12345678903, ordine n. 8001234567",
    "**Ordine**: 8001234567",
    "Entro il 12/11/2026, dalle 8.30 alle 19.30, € 1.234,56",
    "Legge 30 dicembre 2025, n. 199, articolo 1, commi 126-128",
    "Regolamento (UE) 2022/2065",
    "800 **123** 456",
    "![Il numero 800 123 456](/media/numero-10x10.webp)",
]
IN_A_LINK = [
    "[Chiama l’800 123 456](tel:800123457)",
    "[**800 123 456**](https://banca.example/)",
    "<https://banca.example/800123456>",
]


@pytest.mark.parametrize(("source", "addresses"), CALLED)
def test_a_number_calls(source, addresses):
    assert re.findall(r'href="([^"]*)"', render(source)) == addresses


@pytest.mark.parametrize("source", NOT_CALLED)
def test_what_only_looks_like_a_number_does_not(source):
    assert "tel:" not in render(source)


@pytest.mark.parametrize("source", IN_A_LINK)
def test_a_link_stays_the_one_that_was_written(source):
    assert render(source).count("<a ") == 1


@pytest.mark.parametrize("source", [source for source, _ in CALLED])
def test_no_word_is_lost(source):
    seen = unescape(re.sub("<[^>]*>", "", render(source))).split()
    assert [word for word in plain_text(source).split() if word not in seen] == []


def test_signs_that_html_reads_stay_signs():
    assert '&lt;b&gt; <a href="tel:800123456">' in render("::: consiglio <b> 800 123 456\nx\n:::")
    assert "&lt;b&gt;" in render("<b> chiama l’800 123 456")


def test_a_text_full_of_digits_does_not_hold_a_worker():
    started = time.process_time()
    for piece in ("1 ", "02 1234567 ", "+39", "3331234567 ", "0"):
        render((piece * 50_000)[:49_000])
    assert time.process_time() - started < 10


def test_what_was_published_before_is_rendered_anew():
    assert RENDERER >= 3
