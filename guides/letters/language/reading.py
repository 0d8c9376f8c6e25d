"""A text to its tree. What cannot be read is said with its line, and what was probably meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process

from guides.letters.language.tree import Condition, Mention, Names, Node, Question, Tree, Words

MOST_LETTERS, DEEPEST = 20_000, 6

TAG = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}\}")
STRAY = re.compile(r"\{\{|\}\}")
# A question alone on its line leaves no empty line behind.
ALONE = re.compile(r"^[ \t]*(\{\{[^{}\n]*\}\})[ \t]*(?:\n|\Z)", re.MULTILINE)
ASKS = re.compile(
    r"se\s+(?P<without>non\s+)?(?P<key>[\w-]+)"
    r"(?:\s+(?P<not>non\s+)?(?:è|é|e['’]|=)\s*(?P<value>[\w-]+))?",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:(?P<what>fatto|termine)\s*:\s*)?(?P<key>[\w-]+)\s*(?:\|\s*(?P<format>[\w-]+)\s*)?",
    re.IGNORECASE,
)
OTHERWISE, END = "altrimenti", "fine"
COMMANDS = ("se", OTHERWISE, END)
HOW_TO_ASK = "si scrive {{se nome è risposta}}, o {{se nome}} per «se ha risposto»"
HOW_TO_NAME = "si scrive {{nome}}, {{fatto:nome}} o {{termine:nome}}"


@dataclass(frozen=True, order=True)
class Wrong:
    """Something that cannot be read, or that names what is not there."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Riga {self.line}: {self.what}"


class NotRead(ValueError):
    """`wrong` says why, in the order of the text."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__(" ".join(map(str, wrong)))
        self.wrong = sorted(wrong)


@dataclass
class _Open:
    """A question that is being read."""

    condition: Condition
    line: int
    then: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None

    @property
    def here(self) -> list[Node]:
        return self.then if self.otherwise is None else self.otherwise

    def closed(self) -> Question:
        return Question(self.condition, tuple(self.then), tuple(self.otherwise or ()), self.line)


@lru_cache(maxsize=256)
def tree_of(source: str) -> Tree:
    """Raises NotRead."""
    if len(source) > MOST_LETTERS:
        raise NotRead([Wrong(1, "il testo è troppo lungo per una lettera.")])
    reader = _Reader()
    for line, text, inside in _pieces(_questions_without_their_line(source)):
        if inside is None:
            reader.words(line, text)
        else:
            reader.tag(line, inside.strip())
    return reader.finished()


def problems_of(source: str) -> list[Wrong]:
    try:
        tree_of(source)
    except NotRead as refused:
        return refused.wrong
    return []


_NO_LINE = "\ue000"  # in the place of a line's end that goes, so that lines are still counted


def _questions_without_their_line(source: str) -> str:
    def keep(found: re.Match[str]) -> str:
        first = found[1].strip("{} \t").split(maxsplit=1)[:1]
        is_command = bool(first) and first[0].lower() in COMMANDS
        return found[1] + _NO_LINE if is_command else found[0]

    return ALONE.sub(keep, source.replace(_NO_LINE, ""))


def _pieces(source: str) -> Iterator[tuple[int, str, str | None]]:
    """(line, text, what stands between the braces, None for words)."""
    line, done = 1, 0
    for found in TAG.finditer(source):
        yield line, source[done : found.start()].replace(_NO_LINE, ""), None
        line += _lines(source[done : found.start()])
        yield line, found[0], found["inside"]
        done = found.end()
    yield line, source[done:].replace(_NO_LINE, ""), None


def _lines(text: str) -> int:
    return text.count("\n") + text.count(_NO_LINE)


class _Reader:
    def __init__(self) -> None:
        self.tree: list[Node] = []
        self.open: list[_Open] = []
        self.wrong: list[Wrong] = []

    @property
    def here(self) -> list[Node]:
        return self.open[-1].here if self.open else self.tree

    def words(self, line: int, text: str) -> None:
        if stray := STRAY.search(text):
            at = line + text.count("\n", 0, stray.start())
            self.refuse(at, f"«{stray[0]}» senza la sua metà: {HOW_TO_NAME}.")
        if text:
            self.here.append(Words(text))

    def tag(self, line: int, inside: str) -> None:
        first = (inside.split(maxsplit=1) or [""])[0].lower()
        if first == "se":
            self.ask(line, inside)
        elif inside.lower() == OTHERWISE:
            self.turn(line)
        elif inside.lower() == END:
            self.close(line)
        else:
            self.name(line, inside)

    def ask(self, line: int, inside: str) -> None:
        found = ASKS.fullmatch(inside)
        if found is None:
            self.refuse(line, f"non capisco «{inside}»: {HOW_TO_ASK}.")
        elif found["without"] and found["value"]:
            key, value = found["key"], found["value"]
            self.refuse(line, f"scrivi {{{{se {key} non è {value}}}}}, con «non» prima di «è».")
        if len(self.open) == DEEPEST:
            self.refuse(line, "troppe domande una dentro l’altra: dividi la lettera.")
        self.open.append(_Open(_condition(found) if found else Condition(""), line))

    def turn(self, line: int) -> None:
        if not self.open:
            self.refuse(line, "«altrimenti» senza il suo {{se …}}.")
        elif self.open[-1].otherwise is not None:
            self.refuse(
                line, f"due «altrimenti» per il {{{{se}}}} della riga {self.open[-1].line}."
            )
        else:
            self.open[-1].otherwise = []

    def close(self, line: int) -> None:
        if not self.open:
            self.refuse(line, "«fine» senza il suo {{se …}}.")
            return
        closed = self.open.pop().closed()
        self.here.append(closed)

    def name(self, line: int, inside: str) -> None:
        found = NAMED.fullmatch(inside)
        if found is None:
            self.refuse(line, f"non capisco «{inside}»: {HOW_TO_NAME}.")
            return
        names = Names((found["what"] or "dato").lower())
        key, format = found["key"].lower(), (found["format"] or "").lower()
        self.here.append(Mention(names, key, format, line))

    def finished(self) -> Tree:
        for left in self.open:
            self.refuse(left.line, "questo {{se …}} non finisce: manca {{fine}}.")
        if self.wrong:
            raise NotRead(self.wrong)
        return tuple(self.tree)

    def refuse(self, line: int, what: str) -> None:
        self.wrong.append(Wrong(line, what))


def _condition(found: re.Match[str]) -> Condition:
    is_negated = bool(found["without"] or found["not"])
    return Condition(found["key"].lower(), (found["value"] or "").lower(), is_negated)


def nearest(key: str, names: list[str]) -> str:
    """ " Forse volevi «…»?", or nothing when no name is like it."""
    near = process.extractOne(key, names, score_cutoff=50)
    return f" Forse volevi «{near[0]}»?" if near else ""
