"""From what was typed to what is looked for: editors' words, known words, words put right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guides.pages.prepared import Parameter, Prepared
from guides.search import analyzer, fulltext
from guides.search.analyzer import STOP_WORDS, Token
from guides.search.models import IndexedStem, IndexedWord
from guides.search.query import parse
from guides.search.slips import may_be_a_slip
from guides.search.speller import Vocabulary
from guides.search.vocabulary import MEMORY, Memory, Wording

MOST_OPTIONS = 5
MOST_UNKNOWN = 4
MOST_NEAR = 8
MOST_WANTED = 64
SHORTEST_HALF = 2
SHORTEST_SURE_STEM = 4

_known = Prepared(
    lambda: IndexedStem.objects.filter(
        stem__in=[Parameter(f"stem{n}") for n in range(MOST_WANTED)]
    ).values_list("stem", "documents")
)

Form = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One stem that a typed word may stand for, with a word that readers can be shown.

    `forms`: other stems, or runs of stems, in which the same word is written.
    """

    stem: str
    word: str
    documents: int
    distance: int = 0
    forms: tuple[Form, ...] = ()

    @property
    def runs(self) -> list[tuple[str, ...]]:
        return [form for form in self.forms if isinstance(form, tuple)]


@dataclass(frozen=True, slots=True)
class Slot:
    """A word typed, and what it may stand for, likeliest first; no options where all fails.

    `instead`: what the editors say is meant as well, each as stems. `containing`: of a known word,
    how many documents hold each stem that may stand for it.
    """

    typed: str
    options: tuple[Option, ...]
    instead: tuple[tuple[str, ...], ...] = ()
    containing: tuple[tuple[str, int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Was the word unknown, so that an option had to be found?"""
        return any(option.distance for option in self.options)

    def fetching(self, option: Option) -> dict[str, int]:
        """The stems by which the database finds this option, and how many documents hold each."""
        if self.containing:
            return dict(self.containing)
        return {} if option.runs else {option.stem: option.documents}


def slots(terms: Sequence[Token], memory: Memory) -> list[Slot]:
    """One slot for each word typed, or put in its place by the editors."""
    wanted = _put_right(terms, memory.wordings)[:MOST_WANTED]
    meant = _meant(wanted, memory.wordings)
    wholes = list(_written_as_one(terms))
    stems = [stem for term in wanted for stem in term.stems] + [w.stem for w, _ in wholes]
    stems += [stem for meanings in meant.values() for meaning in meanings for stem in meaning]
    known = _documents_with(stems)
    wanted, as_one = _with_wholes(wanted, wholes, known)
    unsure = [t for t in wanted if _may_be_unknown(t, meant[t.word], known)][:MOST_UNKNOWN]
    found = _options(unsure, terms[-1:], memory) if unsure else {}
    slots = []
    for term in wanted:
        slot = _slot(term, meant[term.word], as_one[term.word], known)
        is_better = found.get(term.word) and not (slot.options and term.word in memory.vocabulary)
        slots.append(Slot(term.word, found[term.word]) if is_better else slot)
    return slots


def _documents_with(stems: Iterable[str]) -> dict[str, int]:
    asked = dict.fromkeys((f"stem{n}" for n in range(MOST_WANTED)), "")
    different = list(dict.fromkeys(stems))[:MOST_WANTED]
    return dict(_known(**asked | {f"stem{n}": stem for n, stem in enumerate(different)}))


def _may_be_unknown(
    term: Token, meanings: Sequence[tuple[str, ...]], known: dict[str, int]
) -> bool:
    """Not explained by the editors, and without a stem in the index; or with one that is so short
    that other words have it too: "paco" has that of "pace"."""
    is_short = len(term.stem) < SHORTEST_SURE_STEM < len(term.word) + 1
    return not meanings and (is_short or not any(stem in known for stem in term.stems))


def _slot(
    term: Token, meanings: list[tuple[str, ...]], as_one: list[str], known: dict[str, int]
) -> Slot:
    """What the word is written like in the index, and how common that is.

    As rare as the reader's own word, where the index has it: what stands instead is worth a part of
    that, however many words it has.
    """
    instead = tuple(meaning for meaning in meanings if any(stem in known for stem in meaning))
    forms = [stem for stem in (*term.stems, *as_one) if stem in known]
    if not forms and not instead:
        return Slot(term.word, ())
    documents = max((known[form] for form in forms), default=0)
    if not forms:  # nobody writes it here: what it means is all that it can stand for
        forms, instead = [stem for meaning in instead for stem in meaning if stem in known], ()
        documents = min(known[form] for form in forms)
    stem, *others = forms
    option = Option(stem, term.word, documents, 0, tuple(others))
    stems = [*forms, *(stem for meaning in instead for stem in meaning if stem in known)]
    return Slot(term.word, (option,), instead, tuple((stem, known[stem]) for stem in stems))


def _put_right(terms: Sequence[Token], wordings: Iterable[Wording]) -> list[Token]:
    """The words typed, with those that the editors know as wrong replaced where they stand."""
    wanted = list(terms)
    for start, wording in _wordings_in(terms, wordings):
        if wording.replaces:
            replaced = terms[start : start + len(wording.stems)]
            place = wanted.index(replaced[0]) if replaced[0] in wanted else len(wanted)
            wanted[place:place] = wording.meaning
            wanted = [term for term in wanted if term not in replaced]
    return list({term.stem: term for term in reversed(wanted)}.values())[::-1]


def _meant(
    terms: Sequence[Token], wordings: Iterable[Wording]
) -> defaultdict[str, list[tuple[str, ...]]]:
    """What the editors say each of the words, alone or with its neighbours, also means."""
    meant = defaultdict(list)
    for start, wording in _wordings_in(terms, wordings):
        if not wording.replaces:
            for term in terms[start : start + len(wording.stems)]:
                meant[term.word].append(tuple(other.stem for other in wording.meaning))
    return meant


def _wordings_in(
    terms: Sequence[Token], wordings: Iterable[Wording]
) -> Iterator[tuple[int, Wording]]:
    """(where it begins, wording) for each of the editors' wordings that was typed."""
    stems = [term.stem for term in terms]
    for wording in wordings:
        size = len(wording.stems)
        for start in range(len(stems) - size + 1):
            if size and tuple(stems[start : start + size]) == wording.stems:
                yield start, wording


def _written_as_one(terms: Sequence[Token]) -> Iterator[tuple[Token, tuple[Token, Token]]]:
    """Each two words that stand side by side, as one: "ali express"."""
    for one, other in pairwise(terms):
        if other.start == one.end + 1:
            word = one.word + other.word
            stem = analyzer.stem(word)
            if len(stem) > len(one.word):  # "canone rai" is no form of "canonerai"
                yield Token(word, stem, one.start, other.end), (one, other)


def _with_wholes(
    wanted: list[Token], wholes: Iterable[tuple[Token, tuple[Token, Token]]], known: dict[str, int]
) -> tuple[list[Token], defaultdict[str, list[str]]]:
    """Two words that the index has as one: in their place if it lacks one, besides if not."""
    as_one: defaultdict[str, list[str]] = defaultdict(list)
    for whole, halves in wholes:
        if whole.stem not in known:
            continue
        if all(any(stem in known for stem in half.stems) for half in halves):
            for half in halves:
                as_one[half.word].append(whole.stem)
        else:
            wanted = [whole, *(term for term in wanted if term not in halves)]
    return wanted, as_one


def words_near(question: str) -> list[str]:
    """At most eight words of the index that look like those of a question without answer."""
    unknown = parse(question).terms[:MOST_UNKNOWN]
    found = _options(unknown, unknown, MEMORY) if unknown else {}
    return [option.word for options in found.values() for option in options][:MOST_NEAR]


def _options(
    unknown: Sequence[Token], last: Sequence[Token], memory: Memory
) -> dict[str, tuple[Option, ...]]:
    """For each unknown word, at most five that the index holds now: nearest, then most frequent.

    A word that the index writes in two is sure, and the only one.
    """
    vocabulary = memory.words()
    in_two = {term.word: list(_halves(term.word, vocabulary)) for term in unknown}
    near = {term.word: _near(term.word, vocabulary, memory) for term in unknown}
    for term in unknown:
        if term in last:
            near[term.word] |= dict.fromkeys(vocabulary.beginning_with(term.word), 1)
    wanted = {word for words in near.values() for word in words}
    wanted |= {half for halves in in_two.values() for pair in halves for half in pair}
    rows = {row.word: row for row in IndexedWord.objects.filter(word__in=wanted)}
    return {
        word: _as_two_words(word, in_two[word], rows)
        or tuple(_best_by_stem((rows[w], how_far) for w, how_far in words.items() if w in rows))
        for word, words in near.items()
    }


def _near(word: str, vocabulary: Vocabulary, memory: Memory) -> dict[str, int]:
    if word in memory.names:
        return {}
    return {
        known: far
        for known, far in vocabulary.near(word)
        if known not in STOP_WORDS and may_be_a_slip(word, known)
    }


def _halves(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The ways to write a word in two of which both are known: "windtre", "postepay"."""
    for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
        halves = word[:place], word[place:]
        if all(half in vocabulary and half not in STOP_WORDS for half in halves):
            yield halves


def _as_two_words(
    typed: str, halves: Iterable[tuple[str, str]], rows: dict[str, IndexedWord]
) -> tuple[Option, ...]:
    for pair in halves:
        found = [rows[half] for half in pair if half in rows]
        run = tuple(row.stem for row in found)
        if len(found) == 2 and fulltext.holds(run):
            documents = min(row.documents for row in found)
            return (Option(analyzer.stem(typed), " ".join(pair), documents, 0, (run,)),)
    return ()


def _best_by_stem(found: Iterable[tuple[IndexedWord, int]]) -> list[Option]:
    by_stem: dict[str, Option] = {}
    for row, distance in sorted(
        found, key=lambda pair: (pair[1], -pair[0].documents, pair[0].word)
    ):
        first = by_stem.get(row.stem, Option(row.stem, row.word, 0, distance))
        total = first.documents + row.documents
        by_stem[row.stem] = Option(row.stem, first.word, total, first.distance)
    ordered = sorted(by_stem.values(), key=lambda option: (option.distance, -option.documents))
    return ordered[:MOST_OPTIONS]
