"""Words to omit: pure."""

import pytest

from guides.moderation.redaction import MARK, omit


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Parlai con Mario Rossi al telefono.", "Mario Rossi", f"Parlai con {MARK} al telefono."),
        ("MARIO\nrossi, poi Mario  Rossi", "mario rossi", f"{MARK}, poi {MARK}"),
        ("Rossi e Rossini", "Rossi", f"{MARK} e Rossini"),
        ("Il codice è ABC123", "C12", f"Il codice è AB{MARK}3"),
        ("costa 10 € (dieci)", "10 € (dieci)", f"costa {MARK}"),
        (r"un \d+ strano", r"\d+", f"un {MARK} strano"),
        ("Prima D'Angelo, poi D’Angelo.", "D'Angelo", f"Prima {MARK}, poi {MARK}."),
        ("Prima D’Angelo, poi D'ANGELO.", "D’Angelo", f"Prima {MARK}, poi {MARK}."),
        ("D\u02bc Angelo no, D\u02bcAngelo sì.", "D'Angelo", f"{MARK} no, {MARK} sì."),
        ("D` Angelo, d´angelo", "D'Angelo", f"{MARK}, {MARK}"),
        ("Nicolo\u0300 mi ha chiamata.", "Nicolò", f"{MARK} mi ha chiamata."),
        ("Nicolò mi ha chiamata.", "Nicolo\u0300", f"{MARK} mi ha chiamata."),
        ("Nicolo' mi chiama, NICOLO.", "Nicolò", f"{MARK} mi chiama, {MARK}."),
        ("Nicolò mi chiama.", "Nicolo'", f"{MARK} mi chiama."),
        ("Ni\u00adco\u200blò e Ｎicolò", "Nicolò", f"{MARK} e {MARK}"),
        ("R\u043essi, con una o cirillica", "Rossi", f"{MARK}, con una o cirillica"),
        ("Mario-Rossi, Mario\u00a0Rossi, mariorossi", "Mario Rossi", f"{MARK}, {MARK}, {MARK}"),
        ("Mario\u2011Rossi e Mario_Rossi", "Mario Rossi", f"{MARK} e {MARK}"),
        ("Anna Maria e Annamaria", "Anna-Maria", f"{MARK} e {MARK}"),
        ("333-123.45 67 e 3331234567", "333 1234567", f"{MARK} e {MARK}"),
        ("dell’Angelo", "Angelo", f"dell’{MARK}"),
    ],
)
def test_words_are_omitted_wherever_they_stand(text, words, left):
    assert omit(text, words) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rossini canta", "Rossi"),
        ("Camilla e Marina", "Mari"),
        ("la via Roma 12", "via Roma 1"),
        ("tel. 33312345678", "333 1234567"),
        ("Nicolosi", "Nicolò"),
    ],
)
def test_a_name_is_never_cut_out_of_another_word(text, words):
    assert omit(text, words) == text


@pytest.mark.parametrize("words", ["", "  ", "Bianchi", "--", "'", "\u200b"])
def test_words_that_are_not_there_change_nothing(words):
    assert omit("Parlai con Mario Rossi.", words) == "Parlai con Mario Rossi."
