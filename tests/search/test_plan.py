from guides.search.plan import LARGE, MOST_ROWS, MOST_ROWS_OF_MANY, Plan, plan


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
    assert ("b", "c") in plan({"a": 200, "b": 6_000, "c": 6_000}, 100_000).groups


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


def test_among_very_many_texts_more_of_the_words_must_stand_together():
    few = plan({f"w{n}": 4_000 for n in range(4)}, LARGE - 1)
    many = plan({f"w{n}": 80_000 for n in range(4)}, LARGE * 20)
    assert {len(group) for group in few.groups} == {2}
    assert {len(group) for group in many.groups} == {4}
    assert many.most_rows == MOST_ROWS_OF_MANY < few.most_rows == MOST_ROWS


def test_what_would_fetch_nothing_may_cost_as_much_as_among_few_texts():
    found = plan({"rather": 2_400, "common": 300_000}, 1_000_000)
    assert found.groups == (("rather",),)
    assert found.most_rows == MOST_ROWS
    assert not found.in_title_first


def test_a_third_is_spent_while_it_is_not_known_what_was_meant():
    question = {"one": 300, "another": 400, "third": 300_000}
    assert plan(question, 1_000_000).groups[:2] == (("one",), ("another",))
    assert plan(question, 1_000_000, part=3).groups == (("one",),)
