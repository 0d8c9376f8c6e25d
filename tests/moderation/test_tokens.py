from datetime import date, timedelta

import pytest

from guides.moderation.tokens import between, of_day, stem, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bolletta", "bollette"),
        ("pacco", "pacchi"),
        ("rimborso", "RIMBORSI"),
        ("perché", "perche"),
        ("ricarica", "ricariche"),
        ("azienda", "aziende"),
        ("l’azienda", "dell'azienda"),
        ("pagaménto", "pagamenti"),
    ],
)
def test_what_a_moderator_types_meets_what_was_written(one, other):
    assert set(words_of(one)) & set(words_of(other))


def test_short_words_stay_whole():
    assert [stem(word) for word in ("tre", "pec", "iban", "idea")] == ["tre", "pec", "iban", "idea"]


@pytest.mark.parametrize("text", ["", "   ", "…!?", "_", "\x00"])
def test_what_holds_no_word_gives_no_token(text):
    assert words_of(text) == []


def test_no_word_is_taken_for_a_fact():
    assert words_of("_state_spam state_spam") == ["stat", "spam"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 26), date(2026, 11, 26)),
        (date(2024, 2, 28), date(2024, 3, 1)),
        (date(2023, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2024, 1, 31), date(2026, 11, 2)),
        (None, date(2001, 5, 3)),
    ],
)
def test_a_span_of_days_is_those_days_and_no_other(first, last):
    span = set(between(first, last))
    first = first or date(2000, 1, 1)
    day = first - timedelta(days=40)
    while day <= last + timedelta(days=40):
        assert bool(span & set(of_day(day))) == (first <= day <= last), day
        day += timedelta(days=1)


def test_a_long_span_is_few_tokens_and_one_that_ends_before_it_begins_none():
    assert len(between(date(2001, 1, 2), date(2026, 11, 29))) < 110
    assert between(date(2026, 1, 2), date(2026, 1, 1)) == []
