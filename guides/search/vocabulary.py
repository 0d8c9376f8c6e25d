"""What each worker keeps in memory, and reads again when the index says that it has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from guides.search.analyzer import Token
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from guides.search.models import IndexedWord, SearchIndex
from guides.search.query import parse
from guides.search.speller import Vocabulary

MOST_WORDS = 150_000
REMEMBERED = 64  # of the newest words: by them a worker knows its database again


@dataclass(frozen=True, slots=True)
class SynonymStems:
    """A run of stems that readers write, and the words to look for besides or instead."""

    stems: tuple[str, ...]
    meaning: tuple[Token, ...]
    replaces: bool


@dataclass(frozen=True, slots=True)
class SignpostedStems:
    """A run of stems that readers write, and the signpost that stands there."""

    stems: tuple[str, ...]
    signpost: Signpost


@dataclass
class LoadedWords:
    """The editors' words and the speller's vocabulary, as of one state of the index."""

    editors_version: int = -1
    wordings: list[SynonymStems] = field(default_factory=list)
    promoted: dict[str, str] = field(default_factory=dict)
    signposted: list[SignpostedStems] = field(default_factory=list)
    names: frozenset[str] = frozenset()  # words of signposts: never taken for slips
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    newest: list[tuple[int, str]] = field(default_factory=list)  # with their numbers
    _one_reader: Lock = field(default_factory=Lock)

    def up_to(self, state: SearchIndex) -> "LoadedWords":
        """The same words, read again where editors have changed something."""
        if state.editors_version != self.editors_version:
            self.wordings = list(_wordings())
            self.promoted = dict(PromotedAnswer.objects.values_list("question_key", "document_key"))
            self.signposted, self.names = _signposted()
            self.editors_version = state.editors_version
        return self

    def signpost(self, stems: Sequence[str]) -> Signpost | None:
        """The one whose words were all asked, the most of them; None where none stands."""
        asked = set(stems)
        return next((run.signpost for run in self.signposted if asked.issuperset(run.stems)), None)

    def words(self) -> Vocabulary:
        """The vocabulary with what was published since; the index says what is still in use.

        At most 150,000 words, so that a worker's memory stays bounded.
        """
        with self._one_reader:
            last = self.newest[-1][0] if self.newest else 0
            found = _words_from(self.newest[0][0] if self.newest else 0, self._room)
            still = [row for row in found if row[0] <= last]
            if self.newest and not (still and set(self.newest).issuperset(still)):
                return self._read_anew()  # of a database that was another, or too much has gone
            newer = found[len(still) :]
            self.vocabulary.remove(word for _, word in set(self.newest).difference(still))
            self.vocabulary.add(word for _, word in newer)
            self.newest = [*still, *newer][-REMEMBERED:]
        return self.vocabulary

    @property
    def _room(self) -> int:
        return MOST_WORDS - len(self.vocabulary) + len(self.newest)

    def _read_anew(self) -> Vocabulary:
        known, found = Vocabulary(), _words_from(0, MOST_WORDS)
        known.add(word for _, word in found)
        self.vocabulary, self.newest = known, found[-REMEMBERED:]
        return known


def _words_from(number: int, most: int) -> list[tuple[int, str]]:
    words = IndexedWord.objects.filter(pk__gte=number).order_by("pk")
    return list(words.values_list("pk", "word")[:most])


LOADED = LoadedWords()


def _signposted() -> tuple[list[SignpostedStems], frozenset[str]]:
    signposted, names = [], set()
    for signpost in Signpost.objects.all():
        for text in signpost.wordings.split(","):
            terms = parse(text).terms
            names |= {term.word for term in terms}
            signposted.append(SignpostedStems(tuple(term.stem for term in terms), signpost))
    return sorted(signposted, key=lambda run: -len(run.stems)), frozenset(names)


def _wordings() -> Iterator[SynonymStems]:
    for synonym in Synonym.objects.all():
        meaning = parse(synonym.meaning).terms
        for text in synonym.wordings.split(","):
            terms = parse(text).terms
            yield SynonymStems(tuple(term.stem for term in terms), meaning, synonym.replaces)
            if not synonym.replaces:
                yield SynonymStems(tuple(term.stem for term in meaning), terms, False)
