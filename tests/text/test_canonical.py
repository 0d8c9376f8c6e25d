"""Every text has one form: what nobody sees goes, what is visible stays as written."""

import random

import pytest

from guides.text.canonical import canonical, in_one_line, is_visible

FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("xil\u00adofono", "xilofono"),
        ("\ufeffil pa\u200bcco\u2060", "il pacco"),
        ("\u202eoggi\u202c e \u2067domani\u2069\u200f", "oggi e domani"),
        ("Nicolo\u0300 e perche\u0301", "Nicolò e perché"),
        ("D\u02bcAngelo, D\u02bc Angelo", "D’Angelo, D’ Angelo"),
        ("l´ordine, dell′azienda, Hawai\u02bbi", "l’ordine, dell’azienda, Hawai’i"),
        ("l'ordine e l’ordine", "l'ordine e l’ordine"),
        ("5′ 30″ di attesa", "5′ 30″ di attesa"),
        ("uno\r\ndue\rtre\u2028quattro\x0bcinque\x85sei", "uno\ndue\ntre\nquattro\ncinque\nsei"),
        ("a\x00b\x1b[31m\ud800c", "ab[31mc"),
        ("Mario\u00a0Rossi\u2009e\u3000Anna", "Mario Rossi e Anna"),
        (
            "10\u00a0€, 5\u202f%, art.\u00a03, 1\u00a0000",
            "10\u00a0€, 5\u202f%, art.\u00a03, 1\u00a0000",
        ),
        ("riga\u00a0\u00a0\n\u00a0\u00a0\u00a0\u00a0altra", "riga\naltra"),
        ("riga  \n    codice", "riga  \n    codice"),
        ("a\ufe0fb\u034fc\u3164d\U000e0041e", "abcde"),
        ("```\nx = '\u200b'\n```", "```\nx = ''\n```"),
    ],
)
def test_a_text_is_kept_in_its_one_form(typed, kept):
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        "❤\ufe0f\u200d🔥 1\ufe0f\u20e3 👩🏽\u200d🚀 🙂\u200d↔\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "می\u200cخواهم",  # Persian parts its words with a non-joiner
        "क्\u200dष",
        "Straße, São Paulo, Łódź, Москва, 東京, café",
        "`codice` **grassetto** [qui](https://esempio.example/a-b_c)",
    ],
)
def test_what_changes_how_others_are_drawn_stays(text):
    assert canonical(text) == text


def test_a_joiner_means_nothing_in_our_alphabet():
    assert canonical("pa\u200dcco pa\u200ccco \u200d👩") == "pacco pacco 👩"


def test_twice_is_once():
    letters = (
        "aà ’ʼ′´\u0300\u0301\u200b\u200c\u200d\ufe0f\u00a0\u202f\u3000\n\t1م❤👩🏴\U000e0067\u2028"
    )
    drawn = random.Random(7)  # noqa: S311
    for _ in range(20_000):
        text = "".join(drawn.choice(letters) for _ in range(drawn.randrange(9)))
        assert canonical(canonical(text)) == canonical(text), ascii(text)


def test_one_line_has_single_spaces_and_keeps_the_hard_ones():
    assert in_one_line(" Rimborso \n di\t 10\u00a0€ ") == "Rimborso di 10\u00a0€"


@pytest.mark.parametrize(
    "nothing", ["", " \n", "\u200b\u2060 \ufeff\u3000", "\u3164", "\u2800", "\u00ad"]
)
def test_what_nobody_sees_is_not_visible(nothing):
    assert not is_visible(nothing)


@pytest.mark.parametrize("long", ["\u00a0" * 20_000 + "x", "a" + "\u0300" * 20_000, FAMILY * 9_000])
def test_a_hostile_text_takes_no_longer(long):
    assert len(canonical(long)) <= len(long)
