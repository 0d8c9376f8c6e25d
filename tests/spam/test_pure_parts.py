"""Fingerprints, the word model, the verdict as it is kept: text in, numbers out."""

import json

import pytest

from guides.spam import bayes
from guides.spam.fingerprint import are_alike, fingerprint
from guides.spam.verdict import Verdict, Worry
from guides.text.addresses import host_of
from guides.text.folded import fold

TEXT = (
    "Buongiorno, ho comprato un telefono e mi hanno mandato una scatola vuota, il venditore non "
    "risponde e la piattaforma ha chiuso la contestazione senza spiegare il motivo"
)


def test_a_text_is_alike_itself_whatever_its_capitals_accents_and_spaces():
    assert are_alike(fingerprint(TEXT), fingerprint(TEXT.upper().replace(" ", "\n ")))


def test_a_text_with_a_word_changed_and_another_link_is_still_alike():
    changed = TEXT.replace("telefono", "tablet") + " https://altro.example/77"
    assert are_alike(fingerprint(TEXT), fingerprint(changed))


def test_two_stories_about_the_same_trouble_are_not_alike():
    other = (
        "Ho comprato una scatola di colori, il venditore risponde sempre ma il pacco è fermo in "
        "dogana e la piattaforma mi chiede di aspettare ancora due settimane"
    )
    assert not are_alike(fingerprint(TEXT), fingerprint(other))


def test_a_few_words_have_no_fingerprint():
    assert fingerprint("Grazie mille a tutti") == []


def test_fingerprints_fit_a_signed_64_bit_column_and_survive_any_text():
    bands = fingerprint("\ud800 lone surrogate and other six words \x00 here")
    assert all(-(2**63) <= band < 2**63 for band in bands)


def test_invisible_letters_do_not_change_a_word():
    assert fold("ca\u200bsi\u00adnò") == fold("CASINO") == "casino"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.Vinci.example/x",
        "http://u:p@vinci.example:80?q",
        "vinci.example",
        "VINCI.example.",
    ],
)
def test_the_host_of_a_link_is_found(address):
    assert host_of(address) == "vinci.example"


SEEN = {"bonus": (40, 1), "ordine": (1, 40), "ciao": (20, 20)}


def test_the_word_model_keeps_quiet_until_enough_was_learned():
    assert bayes.opinion("bonus bonus", SEEN, lessons=(19, 400)) is None


def test_the_word_model_tells_spam_from_good():
    assert bayes.opinion("prendi il bonus", SEEN, lessons=(50, 50)).probability > 0.9
    assert bayes.opinion("il mio ordine", SEEN, lessons=(50, 50)).probability < 0.1
    assert bayes.opinion("parole mai viste", SEEN, lessons=(50, 50)).probability == 0.5
    assert bayes.opinion("prendi il bonus", SEEN, lessons=(50, 50)).telling == ("bonus",)


def test_the_word_model_does_not_lean_to_what_it_saw_more_of():
    lopsided = {"ciao": (10, 1000)}
    assert bayes.opinion("ciao", lopsided, lessons=(10 * 5, 1000 * 5)).probability == 0.5


def test_telephone_numbers_and_order_codes_are_never_learned():
    assert bayes.features("chiama il 3331234567, ordine AB1234567") == {"chiama", "il", "ordine"}


def test_a_verdict_comes_back_from_json_as_it_was():
    verdict = Verdict((Worry("links", 2, "Contiene 3 link."), Worry("history", -2, "Bravo.")))
    assert Verdict.from_json(json.loads(json.dumps(verdict.as_json()))) == verdict
    assert Verdict.from_json({}) == Verdict.from_json(None) == Verdict()
    assert verdict.score == 0
