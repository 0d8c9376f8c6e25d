"""Reading the changes: none is missed, whatever the order in which they appear."""

import pytest

from helpcentre.published.cursor import LONGEST_TRANSACTION, MOST_GAPS, Cursor, Lost

START = Cursor(newest=10, newest_at="t10")


def rows(*numbers: int) -> list[tuple[int, str]]:
    return [(number, f"t{number}") for number in numbers]


def test_what_comes_after_the_newest_is_unread():
    assert START.unread(rows(10, 11, 12)) == {11, 12}
    assert START.advanced(rows(10, 11, 12), now=0).newest == 12


def test_a_lower_number_that_appears_late_is_unread_once():
    after = START.advanced(rows(10, 12), now=0)
    assert set(after.gaps) == {11}
    assert after.unread(rows(11, 12)) == {11}
    assert after.advanced(rows(11, 12), now=1).gaps == {}


def test_a_number_is_missed_until_no_transaction_can_be_that_old():
    after = START.advanced(rows(10, 12), now=0)
    assert 11 in after.advanced(rows(12), now=LONGEST_TRANSACTION - 1).gaps
    assert 11 not in after.advanced(rows(12), now=LONGEST_TRANSACTION + 1).gaps


def test_nothing_new_leaves_the_cursor_as_it_is():
    assert START.advanced(rows(10), now=5) == START


@pytest.mark.parametrize("there", [[], [(9, "t9")], [(10, "of another database")]])
def test_a_database_without_our_last_row_is_another_one(there):
    with pytest.raises(Lost):
        START.unread(there)


def test_too_many_numbers_missing_is_the_same_as_lost():
    with pytest.raises(Lost):
        START.advanced(rows(10, 10 + MOST_GAPS + 2), now=0)


def test_it_is_written_down_and_read_back():
    cursor = START.advanced(rows(10, 12), now=1.5)
    assert Cursor.loads(cursor.dumps()) == cursor
