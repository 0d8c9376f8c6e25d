"""How a text becomes words to be found by: the same function for what is kept and what is asked."""

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import Stemmer

from guides.search.stopwords import STOP_WORDS

LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
# Western Europe's accents, letter by letter: replacing each is many times faster than a table.
_LETTER_BY_LETTER = [
    (letter, plain)
    for letter in map(chr, range(0xE0, 0x100))
    if (plain := unicodedata.normalize("NFD", letter)[0]).isascii()
]
_per_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: folded, stemmed, and where it stood in the original."""

    word: str
    stem: str
    start: int
    end: int

    @property
    def is_stop_word(self) -> bool:
        return self.word in STOP_WORDS


def fold(text: str) -> str:
    """The text in lower case without accents; its length may change (ß, ligatures)."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def tokens(text: str) -> Iterator[Token]:
    """Every word of the text, stop words too, in order, with offsets in the text as given.

    Words part at anything that is not a letter or a digit, so dell'ordine and dell’ordine are
    the same two words. Words longer than 40 letters are cut: nobody types them.
    """
    stemmer = _stemmer()
    for match in _WORD.finditer(text):
        word = fold(match.group())[:LONGEST_WORD]
        if word:
            yield Token(word, stemmer.stemWord(word), match.start(), match.end())


def tokens_of(text: str, stems: Collection[str]) -> Iterator[Token]:
    """The words of the text that have one of the stems: as `tokens`, but fast on a long text.

    A word and its stem begin with the same letters, so most words need no stemming.
    """
    stemmer = _stemmer()
    for place in _beginning_like({stem[:3] for stem in stems}, text):
        match = _WORD.match(text, place)
        word = fold(match.group())[:LONGEST_WORD]
        stem = stemmer.stemWord(word)
        if stem in stems:
            yield Token(word, stem, match.start(), match.end())


def _beginning_like(starts: Collection[str], text: str) -> list[int]:
    """Where a word begins with one of the folded starts, whatever its case and accents."""
    plain = text.lower()
    for letter, without_accent in _LETTER_BY_LETTER if not text.isascii() else ():
        plain = plain.replace(letter, without_accent)
    if len(plain) != len(text):  # İ is two letters in lower case
        return [match.start() for match in _WORD.finditer(text)]
    places = []
    for start in starts:
        place = plain.find(start)
        while place >= 0:
            if not (place and plain[place - 1].isalnum()):
                places.append(place)
            place = plain.find(start, place + len(start))
    return sorted(places)


def significant(found: list[Token]) -> list[Token]:
    """The tokens without stop words; all of them where nothing else would be left."""
    return [token for token in found if not token.is_stop_word] or found


def stem(word: str) -> str:
    """The Snowball Italian stem of one folded word."""
    return _stemmer().stemWord(word)


def _stemmer() -> Stemmer.Stemmer:
    """A stemmer of this thread: PyStemmer's objects must not be shared between threads."""
    if not hasattr(_per_thread, "stemmer"):
        _per_thread.stemmer = Stemmer.Stemmer("italian")
    return _per_thread.stemmer
