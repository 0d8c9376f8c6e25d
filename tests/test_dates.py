"""Days as Italians write them."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils.formats import localize

from guides.days import in_words
from guides.templatetags.dates import day


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
