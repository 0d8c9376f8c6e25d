"""How a text becomes words to be found by: the same function for what is kept and what is asked."""

import re
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import Stemmer

from guides.search.stopwords import STOP_WORDS

LONGEST_WORD = 40
# Inside a word: accents written apart, and what nobody sees (guides/text/canonical.py takes it out
# of what is kept; what is asked, or was kept before, may hold it).
_UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_IN_A_WORD = f"[\u0300-\u036f{_UNSEEN}]"
_LETTER = r"[^\W_\u02b0-\u02ff]"  # U+02BC and its like are apostrophes, whatever Unicode calls them
_WORD = re.compile(f"{_LETTER}+(?:{_IN_A_WORD}+{_LETTER}*)*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(f"{_IN_A_WORD}+")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_HYPHENS = frozenset("-\u2010\u2011")
_JOIN = re.compile("(?<=\\w)(?:[-\u2010\u2011](?=\\w)|[ \u00a0](?=[A-ZÀ-Þ]))")
# H&M, B&B, AT&T: each of their letters alone says nothing.
_LETTERS = re.compile(r"(?<![^\W_])([^\W_]{1,2}) ?& ?([^\W_]{1,2})(?![^\W_])")
# Endings that Snowball's Italian takes away only with their accent: affidabilità, arriverà.
_ACCENT_LEFT_OUT = re.compile(r"(?:it|[deiv]r)a$|[deiv]ro$")
_SHORT_FUTURE = re.compile(r"(?<=[dv])r[àò]$")  # scadrà, vivrò: Snowball does not know them
# Western Europe's accents, letter by letter: replacing each is many times faster than a table.
_LETTER_BY_LETTER = [
    (letter, plain)
    for letter in map(chr, range(0xE0, 0x100))
    if (plain := unicodedata.normalize("NFD", letter)[0]).isascii()
]
_per_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: folded, stemmed, and where it stood in the original.

    `other`: the stem of the word with its accents, where it is not the stem without them. The
    first is the same however the word is typed, the second that of its family: "arriv" for
    "arriverà". Both are kept and asked for.
    """

    word: str
    stem: str
    start: int
    end: int
    other: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        return (self.stem, self.other) if self.other else (self.stem,)

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
    stem_word = _stemmer().stemWord
    pattern = _PLAIN_WORD if text.isascii() else _WORD
    for match in pattern.finditer(text):
        written = match.group()
        if written.isascii():  # nearly all are, and this is where indexing spends its time
            word = written.lower()[:LONGEST_WORD]
            yield Token(word, stem_word(word), match.start(), match.end())
        elif token := _token(match):
            yield token


def _token(match: re.Match[str]) -> Token | None:
    written = match.group()
    word = fold(written)[:LONGEST_WORD]
    stem = _stemmer().stemWord(word)
    other = "" if written.isascii() else _stem_with_accents(written[:LONGEST_WORD])
    other = "" if other == stem else other
    return Token(word, stem, match.start(), match.end(), other) if word else None


def _stem_with_accents(written: str) -> str:
    plain = unicodedata.normalize("NFC", _HIDDEN.sub("", written)).lower()
    return fold(_stemmer().stemWord(_SHORT_FUTURE.sub("", plain)))


def with_the_accent_put_back(token: Token) -> Token:
    """A word asked without its accent also asks for the family of the word that has it."""
    if token.other or not _ACCENT_LEFT_OUT.search(token.word):
        return token
    accented = token.word[:-1] + {"a": "à", "o": "ò"}[token.word[-1]]
    other = _stem_with_accents(accented)
    return token if other == token.stem else replace(token, other=other)


def joined(text: str, found: Sequence[Token]) -> Iterator[str]:
    """Two words that are one name, as one: those of Wi-Fi and e-mail, of Wind Tre."""
    ends = [token.end for token in found]
    for join in _JOIN.finditer(text):
        place = bisect_left(ends, join.start())
        if place + 1 >= len(found) or ends[place] != join.start():
            continue
        one, after = found[place : place + 2]
        is_name = text[one.start].isupper() and not (one.is_stop_word or after.is_stop_word)
        if is_name or join[0] in _HYPHENS:
            yield (one.word + after.word)[:LONGEST_WORD]
    for name in _names_of_letters(text):
        yield name.word


def with_names_of_letters(text: str, found: Sequence[Token]) -> list[Token]:
    """The words of a question, where H&M is one."""
    names = list(_names_of_letters(text))
    apart = (t for t in found if not any(n.start <= t.start < n.end for n in names))
    return sorted([*apart, *names], key=lambda token: token.start)


def _names_of_letters(text: str) -> Iterator[Token]:
    for match in _LETTERS.finditer(text) if "&" in text else ():
        word = fold(match[1] + match[2])
        yield Token(word, stem(word), match.start(), match.end())


def with_what_a_hyphen_joins(text: str, found: Sequence[Token]) -> Iterator[Token]:
    """The words of a question; the second of e-mail, whose first says nothing, is also email."""
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        wholes = [
            stem(one.word + other.word)
            for one, other in ((before, token), (token, after))
            if one and other and text[one.end : other.start] in _HYPHENS
            if one.is_stop_word != other.is_stop_word
        ]
        yield replace(token, other=wholes[0]) if wholes and not token.other else token


def tokens_of(text: str, stems: Collection[str]) -> Iterator[Token]:
    """The words of the text that have one of the stems: as `tokens`, but fast on a long text.

    A word and its stem begin with the same letters, so most words need no stemming.
    """
    for place in _beginning_like({stem[:3] for stem in stems}, text):
        match = _WORD.match(text, place)
        token = _token(match) if match else None
        if token and (token.stem in stems or token.other in stems):
            yield token


def _beginning_like(starts: Collection[str], text: str) -> list[int]:
    """Where a word begins with one of the folded starts, whatever its case and accents."""
    if not text.isascii() and _HIDDEN.search(text):
        return [match.start() for match in _WORD.finditer(text)]
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
