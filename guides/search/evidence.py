"""What a text says for itself, beyond how often it holds the words asked. Pure."""

import math
from collections.abc import Iterable, Sequence

from guides.search.candidate import Measured
from guides.search.term import Term

LETTERS_A_WORD = 8  # of a stem in a field, with its spaces
START = 4  # letters by which words are of one family: "costruire", "costruzione"
SHORT = 0.5  # of the average: a heading is not likelier for having no text
LIKELY = 1.15  # of the text itself against the language of all, as in Jelinek-Mercer
LEAD_LETTERS = 25 * LETTERS_A_WORD  # a text says first what it is about


def closeness(body: str, terms: Sequence[Term]) -> float:
    """The rarity of the words asked that stand together within about twice as many words."""
    if len(terms) < 2:
        return 0.0
    places = sorted(
        (place, number)
        for number, term in enumerate(terms)
        for field in (term.stem_in_field, *term.forms)
        for place in _places(body, field)
    )
    reach = (2 * len(terms) + 3) * LETTERS_A_WORD
    best = held = 0.0
    inside, first = [0] * len(terms), 0
    for place, number in places:
        held += 0.0 if inside[number] else terms[number].idf
        inside[number] += 1
        while place - places[first][0] > reach:
            left = places[first][1]
            inside[left] -= 1
            held -= 0.0 if inside[left] else terms[left].idf
            first += 1
        best = max(best, held)
    return best


def family(words: str, in_body: float, terms: Sequence[Term]) -> float:
    """How much of the words' runs of four letters a text holds: "formattare", "formattazione"."""
    total = 0.0
    for term in terms:
        held = 0.0
        for gram in term.grams:
            if times := words.count(gram):
                held += times / (times + in_body)
        total += term.idf * held / len(term.grams)
    return total


def at_the_beginning(title: str, body: str, terms: Sequence[Term]) -> float:
    """The rarity of the words asked that the text's first words hold."""
    start = len(title)  # the title's stems come first
    lead = body[start : start + LEAD_LETTERS]
    counted = ((term.idf, term.times_in(lead)) for term in terms)
    return sum(idf * times / (times + 1) for idf, times in counted)


def begins_alike(words: str, lacking: Iterable[Term]) -> float:
    """The rarity of the words that a text lacks, where a word of it begins as they do."""
    longer = (term for term in lacking if len(term.word) > START)
    return sum(term.idf for term in longer if f" {term.word[:START]}" in words)


def as_written(words: str, in_body: float, terms: Iterable[Term]) -> float:
    """How much a text holds the words in the very form in which they were asked."""
    counted = ((term.idf, words.count(term.word_in_field)) for term in terms)
    return sum(idf * times / (times + in_body) for idf, times in counted if times)


def as_a_language(measured: Measured, terms: Iterable[Term]) -> float:
    """How much likelier the words are in this text than in any, less what BM25 gave for them.

    C. Zhai, J. Lafferty, "A Study of Smoothing Methods for Language Models Applied to Information
    Retrieval", ACM TOIS 22(2), 2004: Jelinek-Mercer, for long questions.
    """
    total, body = 0.0, measured.candidate.body
    length = max(measured.times_as_long, SHORT)
    for term in terms:
        if times := term.times_in(body):
            likelier = LIKELY * times / length * math.exp(term.idf)
            total += math.log1p(likelier) - term.idf * times / (times + measured.in_body)
    return total


def _places(field: str, wanted: str) -> Iterable[int]:
    place = field.find(wanted)
    while place >= 0:
        yield place
        place = field.find(wanted, place + len(wanted))
