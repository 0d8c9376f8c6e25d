"""From what was typed to what is looked for: editors' words, known words, words put right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from guides.pages.prepared import Parameter, Prepared
from guides.search import analyzer
from guides.search.analyzer import Token
from guides.search.guesses import guesses
from guides.search.models import IndexedStem
from guides.search.query import parse
from guides.search.slot import Option, Slot
from guides.search.vocabulary import LOADED, LoadedWords
from guides.search.wordings import meant_by, put_right

MOST_UNKNOWN = 4
MOST_NEAR = 8
MOST_WANTED = 64
SHORTEST_SURE_STEM = 4

_known = Prepared(
    lambda: IndexedStem.objects.filter(
        stem__in=[Parameter(f"stem{n}") for n in range(MOST_WANTED)]
    ).values_list("stem", "documents")
)


def slots(terms: Sequence[Token], loaded: LoadedWords) -> list[Slot]:
    """One slot for each word typed, or put in its place by the editors."""
    wanted = put_right(terms, loaded.wordings)[:MOST_WANTED]
    meant = meant_by(wanted, loaded.wordings)
    wholes = list(_written_as_one(terms))
    meant |= meant_by([whole for whole, _ in wholes], loaded.wordings)
    stems = [stem for term in wanted for stem in term.stems] + [w.stem for w, _ in wholes]
    stems += [stem for meanings in meant.values() for meaning in meanings for stem in meaning]
    known = _documents_with(stems)
    wanted, as_one = _with_wholes(wanted, wholes, known, meant)
    unsure = [t for t in wanted if _may_be_unknown(t, meant[t.word], known)][:MOST_UNKNOWN]
    found = guesses(unsure, terms[-1:], loaded) if unsure else {}
    slots = []
    for term in wanted:
        slot = _slot(term, meant[term.word], as_one[term.word], known)
        is_better = found.get(term.word) and not (slot.options and term.word in loaded.vocabulary)
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


def _written_as_one(terms: Sequence[Token]) -> Iterator[tuple[Token, tuple[Token, Token]]]:
    """Each two words that stand side by side, as one: "ali express"."""
    for one, other in pairwise(terms):
        if other.start == one.end + 1:
            word = one.word + other.word
            stem = analyzer.stem(word)
            if len(stem) > len(one.word):  # "canone rai" is no form of "canonerai"
                yield Token(word, stem, one.start, other.end), (one, other)


def _with_wholes(
    wanted: list[Token],
    wholes: Iterable[tuple[Token, tuple[Token, Token]]],
    known: dict[str, int],
    meant: Mapping[str, list[tuple[str, ...]]],
) -> tuple[list[Token], defaultdict[str, list[str]]]:
    """Two words that the index, or an editor, has as one: in their place if the index lacks one of
    them, besides if not."""
    as_one: defaultdict[str, list[str]] = defaultdict(list)
    for whole, halves in wholes:
        if whole.stem not in known and not meant.get(whole.word):
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
    found = guesses(unknown, unknown, LOADED) if unknown else {}
    return [option.word for options in found.values() for option in options][:MOST_NEAR]
