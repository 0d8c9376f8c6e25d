"""Gulpease, how easy an Italian text is to read (Lucisano and Piemontese, 1988). Pure.

89 + (300 · sentences − 10 · letters) / words. Below 40 it is hard with a diploma, below 60 with
middle school. What counts is the counting: a title, an item of a list and a cell
end a sentence, "art. 3" and "1.500" do not, addresses are no words.
"""

import re
from dataclasses import dataclass, field

from guides.text.markdown import plain_text

FEWEST_WORDS = 100  # below, the figure says nothing
HARD, VERY_HARD = 60, 40
LONGEST_SHOWN = 2

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w[\w.-]*|"
    r"\b(?:[\w-]+\.)+(?:it|com|org|eu|net|gov)\b(?:/\S*)?"
)
_ABBREVIATIONS = (
    "art artt n nn nr num c cc co com comma lett let pag pagg p pp par sez cap all es ecc cfr v vd "
    "sig sigg dott avv prof ing geom spett gent egr tel fax cell ca max min s ss d dlgs dl dpr dm "
    "lgs l reg dir del st ed vol tab fig gen feb mar apr mag giu lug ago set ott "
    "nov dic lun mart mer gio ven sab dom"
)
_SHORT = re.compile(
    rf"\b(?:(?:\w\.)+\w|{'|'.join(re.escape(a) for a in _ABBREVIATIONS.split())})\.", re.IGNORECASE
)
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[.,:](?=\d)")
_END = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+|[;:]?\s*[\n\t]+")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True)
class Readability:
    """`index` is None for a text too short to say."""

    words: int
    index: int | None
    longest: list[str] = field(default_factory=list)  # its longest sentences

    @property
    def said(self) -> str:
        if self.index is None:
            return "testo troppo breve per dirlo"
        if self.index < VERY_HARD:
            return "molto difficile"
        return "difficile per chi ha la licenza media" if self.index < HARD else "si legge bene"


def readability(source: str) -> Readability:
    """Of a Markdown source. Raises MarkdownRefused past its bounds."""
    return readability_of_text(plain_text(source))


def readability_of_text(text: str) -> Readability:
    """Of plain text with a line for each block."""
    sentences = [s for s in sentences_in(text) if _WORD.search(s)]
    words = sum(_words_in(sentence) for sentence in sentences)
    letters = sum(sum(map(str.isalpha, sentence)) for sentence in sentences)
    longest = sorted(sentences, key=_words_in, reverse=True)[:LONGEST_SHOWN]
    if words < FEWEST_WORDS:
        return Readability(words, None, longest)
    index = round(89 + (300 * len(sentences) - 10 * letters) / words)
    return Readability(words, max(0, min(100, index)), longest)


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, without addresses."""
    text = _ADDRESS.sub("", text)
    text = _BETWEEN_FIGURES.sub("", text)
    text = _SHORT.sub(lambda found: found[0].replace(".", ""), text)
    return [sentence.strip() for sentence in _END.split(text) if sentence and sentence.strip()]


def _words_in(sentence: str) -> int:
    return len(_WORD.findall(sentence))
