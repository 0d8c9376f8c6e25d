"""The search knows when it does not know: questions that the demo answers, and questions of a life
outside it, as people ask both. A page that comes near says so and shows what it has."""

from pathlib import Path

from guides.search.finder import find
from guides.search.ranking import Ranked
from guides.search.term import Term, idf
from guides.search.verdict import Asked, Verdict, judge
from tests.search.test_ranking import a_document

ASKED = Path(__file__).parent / "asked"


def questions(name: str) -> list[str]:
    lines = (ASKED / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def share_of(asked: list[str], *verdicts: Verdict) -> float:
    return sum(find(question).verdict in verdicts for question in asked) / len(asked)


def test_what_the_site_has_not_is_said_not_to_be_here(the_demo):
    asked = questions("unanswerable.txt")
    assert len(asked) == 200
    assert share_of(asked, Verdict.NEAR, Verdict.NOTHING) >= 0.93


def test_what_the_site_has_is_not_lost(the_demo):
    asked = questions("answerable.txt")
    assert len(asked) >= 200
    assert share_of(asked, Verdict.NOTHING) <= 0.01
    assert share_of(asked, Verdict.ANSWERS) >= 0.95


def test_so_it_is_of_questions_written_apart(the_demo):
    unanswerable, answerable = questions("held_unanswerable.txt"), questions("held_answerable.txt")
    assert len(unanswerable) == 100 <= len(answerable)
    assert share_of(unanswerable, Verdict.NEAR, Verdict.NOTHING) >= 0.93
    assert share_of(answerable, Verdict.NOTHING) <= 0.03
    assert share_of(answerable, Verdict.ANSWERS) >= 0.93


def test_so_it_is_of_questions_that_nothing_was_ever_tuned_on(the_demo):
    unanswerable, answerable = (
        questions("fresh_unanswerable.txt"),
        questions("fresh_answerable.txt"),
    )
    assert len(unanswerable) >= 100 <= len(answerable)
    assert share_of(unanswerable, Verdict.NEAR, Verdict.NOTHING) >= 0.90
    assert share_of(answerable, Verdict.NOTHING) <= 0.03
    assert share_of(answerable, Verdict.ANSWERS) >= 0.97


def a_page(key: str, text: str, *, owner: str = "", title: str = ""):
    page = a_document(key, text, title=title)
    page.owner = owner or key
    return page


def asked(*words: str) -> list[Asked]:
    """Words of the index, and with a ? those that nobody has written."""
    return [
        Asked(None) if word.endswith("?") else Asked(Term(word, word, idf(1_000, 3)))
        for word in words
    ]


def verdict(asked_for: list[Asked], *ranked) -> Verdict:
    return judge(asked_for, [Ranked(fit, page, fit) for fit, page in ranked], 1_000)


def test_a_page_that_holds_all_that_was_asked_answers():
    assert verdict(asked("a", "b"), (30.0, a_page("x", "a b"))) == Verdict.ANSWERS


def test_what_is_named_in_the_title_is_an_answer_sooner():
    assert verdict(asked("a"), (9.0, a_page("x", "a b"))) == Verdict.NEAR
    assert verdict(asked("a"), (9.0, a_page("x", "b", title="a"))) == Verdict.ANSWERS


def test_half_of_a_question_comes_near():
    assert verdict(asked("a", "palestra?"), (8.0, a_page("x", "a b"))) == Verdict.NEAR


def test_a_small_part_of_a_question_is_nothing():
    unknown = asked("a", "amazon?", "prime?", "video?")
    assert verdict(unknown, (8.0, a_page("x", "a b"))) == Verdict.NOTHING


def test_the_parts_of_one_page_answer_together():
    parts = [(24.0, a_page("x", "a", owner="g")), (9.0, a_page("y", "b", owner="g"))]
    strangers = [(24.0, a_page("x", "a", owner="g")), (9.0, a_page("y", "b", owner="h"))]
    assert verdict(asked("a", "b"), *parts) == Verdict.ANSWERS
    assert verdict(asked("a", "b"), *strangers) == Verdict.NEAR


def test_a_word_put_right_counts_for_as_much_as_it_is_sure():
    term = Term("basta", "basta", idf(1_000, 3))
    page = (16.0, a_page("x", "", title="basta"))
    assert verdict([Asked(term, 1.0)], page) == Verdict.ANSWERS
    assert verdict([Asked(term, 0.4)], page) == Verdict.NEAR
