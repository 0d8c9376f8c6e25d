"""What each worker keeps in memory, and reads again when the index says that it has changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from guides.search.analyzer import Token
from guides.search.models import IndexedWord, PromotedAnswer, SearchIndex, Synonym
from guides.search.query import parse
from guides.search.speller import Vocabulary

MOST_WORDS = 150_000


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of stems that readers write, and the words to look for besides or instead."""

    stems: tuple[str, ...]
    meaning: tuple[Token, ...]
    replaces: bool


@dataclass
class Memory:
    """The editors' words and the speller's vocabulary, as of one state of the index."""

    editors_version: int = -1
    wordings: list[Wording] = field(default_factory=list)
    promoted: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    newest_word: int = 0
    _one_reader: Lock = field(default_factory=Lock)

    def recall(self, state: SearchIndex) -> "Memory":
        """This memory, read anew where editors have changed something."""
        if state.editors_version != self.editors_version:
            self.wordings = list(_wordings())
            self.promoted = dict(PromotedAnswer.objects.values_list("question_key", "document_key"))
            self.editors_version = state.editors_version
        return self

    def words(self) -> Vocabulary:
        """The vocabulary with what was published since; the index says what is still in use.

        At most 150,000 words, so that a worker's memory stays bounded.
        """
        with self._one_reader:
            newer = IndexedWord.objects.filter(pk__gt=self.newest_word).order_by("pk")
            room = max(MOST_WORDS - len(self.vocabulary), 0)
            if found := list(newer.values_list("pk", "word")[:room]):
                self.vocabulary.add(word for _, word in found)
                self.newest_word = found[-1][0]
        return self.vocabulary


MEMORY = Memory()


def _wordings() -> Iterator[Wording]:
    for synonym in Synonym.objects.all():
        meaning = parse(synonym.meaning).terms
        for text in synonym.wordings.split(","):
            terms = parse(text).terms
            yield Wording(tuple(term.stem for term in terms), meaning, synonym.replaces)
            if not synonym.replaces:
                yield Wording(tuple(term.stem for term in meaning), terms, False)
