from guides.search.plan import MOST_ROWS, Plan, plan


def test_every_word_fetches_in_a_small_index():
    assert plan({"a": 3, "b": 95}, 100) == Plan((("a",), ("b",)))


def test_a_common_word_fetches_nothing_by_itself_while_a_rarer_one_remains():
    found = plan({"rare": 3, "common": 600}, 1_000)
    assert found.groups == (("rare",),)
    assert [stem for stem, _ in found.weighed] == ["common"]


def test_a_common_word_alone_fetches():
    assert plan({"common": 600}, 1_000) == Plan((("common",),))


def test_a_word_in_half_a_large_index_is_looked_for_in_titles_first():
    assert plan({"common": 50_000}, 100_000).in_title_first


def test_what_one_question_reads_is_bounded():
    question = {f"w{n}": 1_000 for n in range(8)}
    fetching = [group for group in plan(question, 100_000).groups if len(group) == 1]
    assert sum(question[stem] for (stem,) in fetching) <= MOST_ROWS


def test_words_over_the_budget_fetch_in_pairs():
    assert ("b", "c") in plan({"a": 1_000, "b": 6_000, "c": 6_000}, 100_000).groups


def test_where_every_word_is_common_they_fetch_together_and_then_in_titles():
    found = plan({"a": 8_000, "b": 9_000}, 100_000)
    assert found.groups == (("a", "b"),)
    assert found.otherwise.groups == (("a",),)
    assert found.otherwise.in_title_first


def test_words_that_no_document_holds_are_left_out():
    assert plan({"a": 3, "none": 0}, 100) == Plan((("a",),))
    assert plan({"none": 0}, 100) is None
    assert plan({}, 0) is None


def test_a_phrase_must_be_held_whole():
    assert plan({"a": 3, "b": 9}, 10, [("a", "b")]) == Plan((), (("a", "b"),))
    assert plan({"a": 3}, 10, [("a", "b")]) is None


def test_one_word_that_must_be_held_may_be_everywhere_two_never_together():
    assert plan({"a": 300}, 1_000, [("a",)]).is_everywhere
    assert not plan({"a": 90}, 1_000, [("a",)]).is_everywhere
    assert not plan({"a": 300, "b": 400}, 1_000, [("a", "b")]).is_everywhere
    assert not plan({"a": 300, "b": 400}, 1_000, [("a",), ("b",)]).is_everywhere
