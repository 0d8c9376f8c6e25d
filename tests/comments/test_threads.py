"""Three levels, a mark where something was removed. Pure."""

from dataclasses import dataclass

from guides.comments.threads import Branch, build_tree


@dataclass
class Row:
    pk: int
    parent_id: int | None = None
    is_public: bool = True


def shape(branches: list[Branch]) -> list:
    return [(branch.comment.pk, shape(branch.replies)) for branch in branches]


def test_answers_hang_below_what_they_answer():
    rows = [Row(1), Row(2, 1), Row(3, 2), Row(4, 1), Row(5)]
    assert shape(build_tree(rows)) == [(1, [(2, [(3, [])]), (4, [])]), (5, [])]


def test_what_is_not_public_stays_only_above_something_public():
    hidden = {"is_public": False}
    rows = [Row(1, **hidden), Row(2, 1), Row(3, **hidden), Row(4, 3, **hidden), Row(5, 2, **hidden)]
    assert shape(build_tree(rows)) == [(1, [(2, [])])]


def test_an_answer_far_from_its_thread_stands_alone():
    assert shape(build_tree([Row(7, 1), Row(8, 7)])) == [(7, [(8, [])])]
