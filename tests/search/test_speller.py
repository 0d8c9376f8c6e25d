import pytest

from guides.search.speller import Vocabulary


@pytest.fixture
def vocabulary():
    known = Vocabulary()
    known.add(["rimborso", "rimborsi", "rimorso", "verifica", "verifiche", "oro", "ore"])
    return known


@pytest.mark.parametrize("slip", ["verfica", "verrifica", "verofica", "veriifca"])
def test_one_slip_is_found(vocabulary, slip):
    assert ("verifica", 1) in vocabulary.near(slip)


def test_the_nearest_only_are_proposed(vocabulary):
    assert {word for word, _ in vocabulary.near("rimborzo")} == {"rimborso"}


def test_two_slips_are_found_in_long_words(vocabulary):
    assert ("verifica", 2) in vocabulary.near("verrfca")


def test_short_words_have_no_second_slip(vocabulary):
    assert vocabulary.near("arx") == []
    assert vocabulary.near("verfca") == []


def test_three_letters_are_a_word_and_not_a_slip(vocabulary):
    assert vocabulary.near("ora") == []


def test_a_word_goes_on(vocabulary):
    assert vocabulary.beginning_with("verif") == ["verifica", "verifiche"]
    assert vocabulary.beginning_with("ve") == []


def test_a_very_long_word_is_near_nothing(vocabulary):
    assert vocabulary.near("x" * 10_000) == []
