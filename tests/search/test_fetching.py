"""What PostgreSQL reads to fetch: what its index says that matches, not all texts one by one."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.search import fulltext
from guides.search.plan import Plan, plan
from helpcentre.databases import databases
from helpcentre.environment.reading import Environment

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="it is PostgreSQL that plans"),
]
TEXTS, FEW = 4_000, 20


@pytest.fixture
def many_texts():
    """One in five says "pacco", at the end of those that are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO guides_searchdocument (key, owner, kind, title, problem, part_of, address,"
            " topic, company, text, opening, title_stems, body_stems, words, title_length,"
            " body_length) SELECT 'prova:' || n, 'prova', 'sezione', '', '', '', '', '', '', '',"
            " '', '', CASE WHEN n > %s THEN ' pacc  arriv ' ELSE '' END || (SELECT string_agg("
            "' ' || md5(n || '-' || w) || ' ', '') FROM generate_series(1, 30) w),"
            " ' pacco ', 0, 32 FROM generate_series(1, %s) n",
            [TEXTS * 4 // 5, TEXTS],
        )
        cursor.execute("ANALYZE guides_searchdocument")


def read_by(ask) -> str:
    """How PostgreSQL goes about it."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked.captured_queries[-1]["sql"])
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("exactly", [(), (" pacco ",)])
def test_of_many_that_match_a_few_are_fetched_through_the_index(many_texts, exactly):
    wanted = Plan((("pacc",),), most_rows=FEW)
    assert len(fulltext.candidates(wanted, {}, exactly)) == FEW
    read = read_by(lambda: fulltext.candidates(wanted, {}, exactly))
    assert "Bitmap Index Scan on guides_searchdocument_stems" in read
    assert "Seq Scan" not in read


def test_of_a_word_that_is_everywhere_the_planner_may_read_where_it_stands(many_texts):
    wanted = replace(plan({"pacc": TEXTS // 5}, TEXTS, [("pacc",)]), most_rows=FEW)
    assert len(fulltext.candidates(wanted, {}, (" pacco ",))) == FEW
    read = read_by(lambda: fulltext.candidates(wanted, {}, (" pacco ",)))
    assert "CTE matching" not in read


def test_words_in_quotation_marks_are_looked_for_side_by_side_in_the_index(many_texts):
    """Not in each of the many texts that hold both."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE guides_searchdocument SET words = ' pacco  arrivato ' WHERE key = 'prova:4000'"
        )
        cursor.execute("ANALYZE guides_searchdocument")
    wanted = plan({"pacc": TEXTS // 5, "arriv": TEXTS // 5}, TEXTS, [("pacc", "arriv")])

    def ask():
        return fulltext.candidates(wanted, {}, (" pacco  arrivato ",))

    assert [row.key for row in ask()] == ["prova:4000"]
    read = read_by(ask)
    assert "Bitmap Index Scan on guides_searchdocument_pairs" in read
    assert "guides_searchdocument_stems" not in read


def test_whether_words_stand_together_is_asked_of_the_index(many_texts):
    assert fulltext.holds(("pacc", "arriv"))
    assert "Seq Scan" not in read_by(lambda: fulltext.holds(("pacc", "arriv")))
    assert not fulltext.holds(("arriv", "pacc"))


def test_a_text_of_some_length_stays_whole_in_its_row(many_texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size(reltoastrelid) FROM pg_class "
            "WHERE oid = 'guides_searchdocument'::regclass"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("jit", "off"), ("work_mem", "16MB"), ("effective_io_concurrency", "32")],
    ids=["not compiled", "remembers places, not pages", "asks the disk for many pages at once"],
)
def test_a_question_costs_less_than_as_the_server_would_have_it(setting, value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [setting])
        assert cursor.fetchone() == (value,)


def test_the_address_of_the_database_has_the_last_word_on_its_settings():
    address = "postgres://utente@macchina/nome?options=-c%20work_mem%3D64MB"
    found = databases(Environment({"DATABASE_URL": address}), Path())
    options = found["default"]["OPTIONS"]["options"]
    assert options.rindex("work_mem=64MB") > options.rindex("work_mem=16MB")
