from dataclasses import dataclass

import pytest

from guides.search.ranking import Averages, measure, rank, score
from guides.search.term import Term, as_field, idf

AVERAGES = Averages(title=2, body=6)


@dataclass
class Document:
    key: str
    title: str
    body: str
    words: str
    title_length: int
    body_length: int
    kind: str = "sezione"


def a_document(key: str, text: str, *, title: str = "") -> Document:
    body = f"{title} {text}".split()
    return Document(
        key,
        as_field(title.split()),
        as_field(body),
        as_field(body),
        len(title.split()),
        len(body),
    )


def best(question: str, *documents: Document) -> list[str]:
    terms = [Term(word, word, 1.0) for word in question.split()]
    return [found.key for _, found in rank([measure(d, AVERAGES) for d in documents], terms)]


def test_more_of_the_words_is_better():
    assert best("a b", a_document("one", "a x y"), a_document("both", "a b y"))[0] == "both"


def test_a_title_weighs_more_than_the_text():
    titled = a_document("titled", "x y z", title="a")
    assert best("a", a_document("said", "a x y z"), titled)[0] == "titled"


def test_words_that_stand_together_as_asked_weigh_more():
    assert best("a b", a_document("apart", "a x b"), a_document("pair", "x a b"))[0] == "pair"


def test_a_shorter_text_with_the_same_words_comes_first():
    assert best("a", a_document("long", "a " + "x " * 30), a_document("short", "a x"))[0] == "short"


def test_the_word_as_written_weighs_more_than_another_form():
    other, same = a_document("other", "ordin x"), a_document("same", "ordin x")
    other.words, same.words = as_field(["ordini", "x"]), as_field(["ordine", "x"])
    found = rank([measure(d, AVERAGES) for d in (other, same)], [Term("ordin", "ordine", 1.0)])
    assert [document.key for _, document in found] == ["same", "other"]


def test_equals_stay_in_the_order_of_their_keys():
    assert best("a", a_document("2", "a"), a_document("1", "a")) == ["1", "2"]


def test_a_document_without_the_words_scores_nothing():
    assert score(measure(a_document("x", "y z"), AVERAGES), [Term("a", "a", 1.0)]) == 0


def test_a_word_that_follows_itself_is_counted_each_time():
    assert as_field(["a", "a", "a"]).count(" a ") == 3


def test_the_score_of_one_word_is_bm25s():
    document = a_document("x", "a a b c d e")
    term = Term("a", "not written so", idf(10, 3))
    k1, b, length, average = 1.2, 0.3, 6, 6
    expected = idf(10, 3) * 2 * (k1 + 1) / (2 + k1 * (1 - b + b * length / average))
    assert score(measure(document, AVERAGES), [term]) == pytest.approx(expected)


def test_rarity_is_never_negative():
    assert idf(10, 10) > 0
    assert idf(10, 1) > idf(10, 5)
