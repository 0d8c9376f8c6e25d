"""What an Italian sub-editor would mark in templates, letters and demo, where a rule can say it."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.voices import a_comment, a_story

BASE = Path(__file__).resolve().parent.parent
PLACES = [
    *(BASE / "templates").rglob("*.html"),
    *(BASE / "templates").rglob("*.txt"),
    *(path for path in (BASE / "guides/demo").rglob("*") if path.suffix in {".md", ".yaml"}),
    BASE / "docs/editors.md",
]
LETTERS = sorted((BASE / "templates").glob("*/emails/*.txt"))
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|`[^`]*`|\]\([^)]*\)|https?://\S+", re.S)
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.S)

MARKED = {
    "a straight apostrophe": re.compile(r"(?<=[a-zàèéìòù])'(?=[a-zàèéìòù])", re.I),
    "an article that wants an apostrophe": re.compile(r"\buna (?!all?a?\b)(?=e-|[aeèéoà]\w)", re.I),
    "a preposition and an article apart": re.compile(
        r"\b(?:su|di|da|a|in) (?:il|lo|la|i|gli|le) (?:tu[aoei]|nostr\w|vostr\w)\b", re.I
    ),
    "two spaces in a sentence": re.compile(r"(?<=[a-zàèéìòù,;.:])  +(?=[a-zàèéìòù])", re.I),
    "a plural of English": re.compile(r"\b\d+ bytes\b"),
    "a word that we left": re.compile(
        r"piazz[ae] di mercato|riaccredit|siti sorella|altra posta|avvisatemi|scrivetemi|"
        r"rimettiamo mano|torto\? Condividi|porta con sé|fatte da un disco|Com’è adesso|"
        r"[Pp]rova d’acquisto\b(?!,)|pulsanti sociali",
    ),
}
WHATS = ("la tua storia", "il tuo commento", "il tuo aggiornamento")


def said(path: Path) -> str:
    return CODE.sub("\x00", COMMENT.sub("", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("what", MARKED)
def test_nothing_is_to_be_marked(what):
    found = [
        f"{path.relative_to(BASE)}: …{words[max(0, m.start() - 20) : m.end() + 20]}…"
        for path in PLACES
        for words in [said(path)]
        for m in MARKED[what].finditer(words)
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a straight apostrophe", "l'esito"),
        ("an article that wants an apostrophe", "scrivi una e-mail"),
        ("a preposition and an article apart", "decidere su la tua storia"),
        ("two spaces in a sentence", "prima  dopo"),
        ("a plural of English", "(242 bytes)"),
        ("a word that we left", "chiedi il riaccredito"),
    ],
)
def test_the_sub_editor_sees(what, words):
    assert MARKED[what].search(words)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("what", WHATS)
def test_a_letter_reads_well_whatever_it_is_about(path, what):
    template = engines["django"].from_string(path.read_text(encoding="utf-8"))
    text = template.render({"what": what, "this": "questa storia", "number": 2, "hours": 24})
    assert not re.search(r"\b(su|di|da|a|in) (il|lo|la) ", text)
    assert text.strip().splitlines()[0]


STATES = {
    "waiting": ("Ricevut{}", "non l{} vede ancora nessuno: prima l{} legge la redazione"),
    "approved": ("Pubblicat{}", "Leggil{} sul sito"),
    "rejected": ("Non pubblicat{}", ""),
    "taken back": ("Ritirat{}", "nessuno l{} vede e nessuno può pubblicarl{}"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("make", "ending"), [(a_story, "a"), (a_comment, "o")])
def test_participles_agree_with_what_was_sent(client, editor, state, make, ending):
    mine = make()
    match state:
        case "approved":
            mine.approve(by=editor)
        case "rejected":
            mine.reject(by=editor, because=None)
        case "taken back":
            mine.take_back()
    page = client.get(mine.private_path).content.decode()
    for words in STATES[state]:
        assert words.replace("{}", ending) in page
