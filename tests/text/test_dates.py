"""Days as Italians write them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import engines
from django.utils.formats import localize

from guides.templatetags.dates import day
from guides.text.dates import before, in_words
from tests.factories import a_live_guide


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 11, 22), "22 novembre 2026"),
        (date(2026, 7, 1), "1° luglio 2026"),
        (datetime(2026, 7, 31, 23, 0, tzinfo=UTC), "1° agosto 2026"),  # in Rome it is past midnight
    ],
)
def test_a_day_is_written_in_words(when, words):
    assert in_words(when) == words


def test_machines_read_the_day_too():
    assert day(date(2026, 7, 1)) == '<time datetime="2026-07-01">1° luglio 2026</time>'


@pytest.mark.parametrize(
    ("style", "written"), [("j F Y", "22 novembre 2026"), ("c", "2026-11-22T09:30:00+01:00")]
)
def test_a_templates_dates_have_the_month_in_small_letters(style, written):
    template = engines["django"].from_string('{{ when|date:"' + style + '" }}')
    assert template.render({"when": datetime(2026, 11, 22, 8, 30, tzinfo=UTC)}) == written


def test_the_desk_writes_them_so_too():
    assert localize(date(2026, 11, 22)) == "22 novembre 2026"
    assert localize(datetime(2026, 11, 22, 9, 30)) == "22 novembre 2026, 09:30"


@pytest.mark.parametrize(
    ("number", "article", "said"),
    [
        (8, "il", "l’"),
        (11, "il", "l’"),
        (8, "Il", "L’"),
        (11, "del", "dell’"),
        (8, "dal", "dall’"),
        (11, "al", "all’"),
        (8, "nel", "nell’"),
        (80, "Il", "L’"),
        (88, "il", "l’"),
        (1, "il", "il "),
        (18, "il", "il "),
        (28, "dal", "dal "),
        (31, "Il", "Il "),
        (110, "il", "il "),
    ],
)
def test_an_article_is_elided_before_eight_and_eleven(number, article, said):
    assert before(number, article) == said


@pytest.mark.parametrize("number", [8, 11])
def test_a_guides_page_says_when_it_was_verified_in_good_italian(client, db, number):
    a_live_guide(slug="pacco", verified_on=date(2026, 3, number))
    page = client.get("/guide/pacco/").content.decode()
    assert f'Verificata l’<time datetime="2026-03-{number:02}">{number} marzo 2026</time>' in page
    assert f"verificata l’{number} marzo 2026" in page  # in print
    assert f"verificata l’{number} marzo 2026" in client.get("/guide/pacco.md").content.decode()


# An article, then a value that is a date (a filter of dates, or a name that ends as dates do).
BARE = re.compile(
    r"\b(?:il|lo|[dn]el|[ds]al|sul|al)\s+(?:<[^>]+>\s*)*"
    r"(?:\{\{[^}]*(?:\|(?:day|in_words|date)|_(?:on|at)\b)[^}]*\}\}|\{[^{}]*in_words\(|\{when\b)",
    re.IGNORECASE,
)


def test_no_article_stands_before_a_day_but_the_filters_own():
    files = [p for folder in ("templates", "guides") for p in Path(folder).rglob("*.*")]
    wrong = [
        f"{path}: {found[0]}"
        for path in files
        if path.suffix in {".html", ".txt", ".md", ".xml", ".py"}
        for found in BARE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_search_for_bare_articles_finds_one():
    assert BARE.search("Verificata il {{ edition.verified_on|day }}")
    assert BARE.search('del <b>{{ x.sent_at|date:"j F" }}</b>')
    assert BARE.search('f"Verificata il {in_words(edition.verified_on)}"')
    assert not BARE.search('alle {{ a.submitted_at|date:"H:i" }}')
