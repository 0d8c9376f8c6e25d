"""What a reader typed, as a question the index can answer: any input is one, none is an error."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from guides.search.analyzer import (
    Token,
    significant,
    tokens,
    with_names_of_letters,
    with_the_accent_put_back,
    with_what_a_hyphen_joins,
)
from guides.text.canonical import in_one_line

LONGEST = 500
MOST_TERMS = 24
MOST_PHRASES = 4
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s\ud800-\udfff]+")
_QUOTES = re.compile(r'["“”«»„]')
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]')


@dataclass(frozen=True, slots=True)
class Query:
    """A search: what to show as asked, its words, and the phrases that must stand as written."""

    text: str
    terms: tuple[Token, ...]
    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def key(self) -> str:
        """The same for questions that differ only in order, endings, accents or little words."""
        return " ".join(sorted({term.stem for term in self.terms}))

    @property
    def tokens(self) -> list[Token]:
        """Every word as typed, little words too."""
        return list(tokens(self.text))

    def side_by_side(self, slips: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each two words that stand together, as typed but put right, little words too."""
        return list(pairwise(slips.get(token.word, token.word) for token in self.tokens))

    @property
    def is_sentence(self) -> bool:
        """Said whole: at least three words that mean something, with little ones among them."""
        little = sum(token.is_stop_word for token in self.tokens)
        return len(self.terms) > 2 and little > 1

    @property
    def unquoted(self) -> "Query | None":
        """The same words, wherever they stand; None where nothing was asked but what is quoted."""
        beside = significant(list(tokens(_QUOTED.sub(" ", self.text))))
        asks_more = any(not token.is_stop_word for token in beside)
        return replace(self, phrases=()) if self.phrases and asks_more else None

    @property
    def without_quotes(self) -> str:
        return " ".join(_QUOTES.sub(" ", self.text).split())

    def replacing(self, slips: dict[str, str]) -> str:
        """The text with folded words put right, everything else as the reader typed it."""
        text = self.text
        for token in reversed(self.tokens):
            if token.word in slips:
                text = text[: token.start] + slips[token.word] + text[token.end :]
        return text


def parse(typed: str) -> Query:
    """Read at most 500 characters and 24 different words; the rest of a longer text is left out.

    Only pairs of quotation marks mean something. Operators of other engines, NUL, emoji, lone
    quotes and brackets part words like any space.
    """
    text = in_one_line(_UNPRINTABLE.sub(" ", typed[: LONGEST * 4]))[:LONGEST].rstrip()
    typed_words = with_names_of_letters(text, list(tokens(text)))
    found = significant(list(with_what_a_hyphen_joins(text, typed_words)))
    found = [with_the_accent_put_back(token) for token in found]
    first_of_each = {token.stem: token for token in reversed(found)}
    terms = [token for token in found if first_of_each[token.stem] is token]
    return Query(text, tuple(terms[:MOST_TERMS]), tuple(_phrases(text))[:MOST_PHRASES])


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for match in _QUOTED.finditer(text):
        quoted = next(group for group in match.groups() if group is not None)
        if words := tuple(token.word for token in tokens(quoted)):
            yield words
