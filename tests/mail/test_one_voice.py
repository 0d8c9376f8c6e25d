"""Every letter speaks with one voice, whoever wrote its template."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
LETTERS = sorted(TEMPLATES.glob("*/emails/*.txt"))
TO_COLLEAGUES = (
    "accounts/",
    "failures/",
    "people/",
    "queue/",
    "guide/emails/review_",
    "guide/emails/schedule_",
    "guide/emails/owners_",
)
TO_READERS = [
    path for path in LETTERS if not path.relative_to(TEMPLATES).as_posix().startswith(TO_COLLEAGUES)
]
IDS = {"ids": lambda path: "/".join(path.parts[-3::2])}


def words_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("letter", LETTERS, **IDS)
def test_a_letter_greets_and_has_a_subject_of_a_line(letter):
    subject, greeting, *rest = words_of(letter).splitlines()
    subject = re.sub(r"^({%.*?%})+", "", subject)
    assert subject[:1].isupper() or subject.startswith("{{")
    assert not subject.endswith(".")
    assert greeting in ("Buongiorno,", "Buongiorno {{ name }},")
    assert rest[0] == ""


@pytest.mark.parametrize("letter", TO_READERS, **IDS)
def test_a_letter_to_a_reader_is_signed_and_says_how_to_have_no_more(letter):
    text = words_of(letter)
    assert text.endswith("\nLa redazione\n")
    assert "unsubscribe_url" in text or "Abbiamo cancellato il tuo indirizzo" in text


@pytest.mark.parametrize("letter", TO_READERS, **IDS)
def test_a_letter_says_tu_and_calls_things_by_one_name(letter):
    text = re.sub(r"{{.*?}}|{%.*?%}", "", words_of(letter)).lower()
    for other in ("altra posta", "e-mail", "mail ", "link", "gentile", "cordiali", "lei "):
        assert other not in text, other
    assert "'" not in text  # ’
