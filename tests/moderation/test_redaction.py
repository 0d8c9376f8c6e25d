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
    ],
)
def test_words_are_omitted_wherever_they_stand(text, words, left):
    assert omit(text, words) == left


@pytest.mark.parametrize("words", ["", "  ", "Bianchi"])
def test_words_that_are_not_there_change_nothing(words):
    assert omit("Parlai con Mario Rossi.", words) == "Parlai con Mario Rossi."
