from dataclasses import dataclass

import pytest

from guides.search.candidate import Averages, measure
from guides.search.ranking import rank, score
from guides.search.second_look import Wanted
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
    owner: str = ""


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
    return in_order(Wanted(terms), *documents)


def in_order(wanted: Wanted, *documents: Document) -> list[str]:
    return [
        found.candidate.key for found in rank([measure(d, AVERAGES) for d in documents], wanted)
    ]


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
    assert in_order(Wanted([Term("ordin", "ordine", 1.0)]), other, same) == ["same", "other"]


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


def test_a_word_that_a_text_lacks_counts_where_another_begins_like_it():
    alike, other = a_document("b", "pont costruzion x"), a_document("a", "pont riparazion x")
    terms = [Term("pont", "ponte", 1.0), Term("costru", "costruire", 1.0)]
    assert in_order(Wanted(terms), other, alike) == ["b", "a"]


def test_a_word_that_a_text_lacks_counts_where_its_page_speaks_of_it():
    at_home, alone = a_document("b", "x y"), a_document("a", "x y")
    others = [a_document(str(n), "z q r s t u v") for n in range(3)]
    for document in (at_home, *others):
        document.owner = "page"
    assert in_order(Wanted([Term("x", "x", 1.0), Term("z", "z", 1.0)]), at_home, alone, *others)[
        :2
    ] == ["b", "a"]


def test_in_a_sentence_a_long_text_holds_words_by_chance():
    long, short = a_document("long", "a b " + "x " * 60 + "a b"), a_document("short", "a b x x")
    terms = [Term("a", "a", 1.0), Term("b", "b", 1.0)]
    assert in_order(Wanted(terms, is_sentence=True), long, short)[0] == "short"
    by = {s: scores(Wanted(terms, is_sentence=s), long, short) for s in (True, False)}
    assert by[True]["short"] / by[True]["long"] > by[False]["short"] / by[False]["long"]


def test_what_only_orders_does_not_change_what_the_verdict_judges():
    document = a_document("b", "pont costruzion x")
    terms = [Term("pont", "ponte", 1.0), Term("costru", "costruire", 1.0)]
    found = rank([measure(document, AVERAGES)], Wanted(terms))[0]
    assert found.score > found.fit > 0


def scores(wanted: Wanted, *documents: Document) -> dict[str, float]:
    ranked = rank([measure(d, AVERAGES) for d in documents], wanted)
    return {found.candidate.key: found.score for found in ranked}
