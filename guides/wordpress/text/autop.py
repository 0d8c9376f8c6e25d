"""Paragraphs of a classic text: WordPress keeps none and adds them when it shows it. Pure.

An empty line parts two paragraphs, a single one is a line break; what is a block by itself stands
alone, and in it only several paragraphs are parted. Comments are dropped.
"""

import re

BLOCKS = frozenset(
    """
table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area
blockquote address math style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup
header footer nav figure figcaption details menu summary
""".split()  # noqa: SIM905 (read more easily so)
)
WITHOUT_AN_END = frozenset(["hr", "col", "area"])
ONLY_BLOCKS = frozenset("table thead tfoot tbody tr colgroup ul ol dl map".split())  # noqa: SIM905
NEVER_PARTED = frozenset("p h1 h2 h3 h4 h5 h6 summary legend caption dt".split())  # noqa: SIM905
TOKEN = re.compile(
    r"(<(?P<raw>pre|script|style|svg|math|textarea|object|video|audio|select)\b.*?</(?P=raw)\s*>"
    r"|</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
TWO_BREAKS = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.IGNORECASE)
EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def autop(text: str) -> str:
    """The text as WordPress would show it: blocks and paragraphs, each on a line of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _Paragraphs().of(TWO_BREAKS.sub("\n\n", _without_comments(text)))


def _without_comments(text: str) -> str:
    """What opens one and never ends it stays. Not a pattern: it would look for each end anew."""
    kept, at = [], 0
    while (begun := text.find("<!--", at)) >= 0 and (end := text.find("-->", begun)) >= 0:
        kept.append(text[at:begun])
        at = end + len("-->")
    return "".join([*kept, text[at:]])


class _Paragraphs:
    """The text that is being read, and the blocks that are open around it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line: list[str] = []
        self.open: list[str] = []

    def of(self, text: str) -> str:
        at = 0
        for found in TOKEN.finditer(text):
            self.line.append(text[at : found.start()])
            self._token(found)
            at = found.end()
        self.line.append(text[at:])
        self._end_of_line()
        return "\n".join(self.done)

    def _token(self, found: re.Match[str]) -> None:
        token = found[0]
        end, name = NAME.match(token).groups()  # type: ignore[union-attr]  # TOKEN begins so
        is_end, word = bool(end), name.lower()
        if found["raw"] and word in BLOCKS:
            self._end_of_line()
            self.done.append(token)
        elif word not in BLOCKS:
            self.line.append(token if found["raw"] else token.replace("\n", " "))
        else:
            self._block(token.replace("\n", " "), word, is_end=is_end)

    def _block(self, token: str, word: str, *, is_end: bool) -> None:
        self._end_of_line()
        if word == "p" and not is_end and self.open[-1:] == ["p"]:
            self._close("p")
        if is_end:
            if word in self.open:
                self._close(word)
            return
        self.done.append(token)
        if word not in WITHOUT_AN_END and not token.endswith("/>"):
            self.open.append(word)

    def _close(self, word: str) -> None:
        """With what was left open in it."""
        while (inner := self.open.pop()) != word:
            self.done.append(f"</{inner}>")
        self.done.append(f"</{word}>")

    def _end_of_line(self) -> None:
        text, self.line = "".join(self.line), []
        kept = [found[0] for found in TOKEN.finditer(text) if found["raw"]]
        text = TOKEN.sub(lambda found: "\0" if found["raw"] else found[0], text)
        done = self._lines(text)
        self.done += [re.sub("\0", lambda _: kept.pop(0), line) for line in done]

    def _lines(self, text: str) -> list[str]:
        around = self.open[-1] if self.open else ""
        if not text.strip():
            return []
        if around in ONLY_BLOCKS:
            return [text.strip()]
        if around in NEVER_PARTED:
            return [_with_breaks(text)]
        parts = [line for part in EMPTY_LINE.split(text) if (line := _with_breaks(part))]
        is_whole = len(parts) == 1 and around not in ("", "blockquote")
        return parts if is_whole else [f"<p>{part}</p>" for part in parts]


def _with_breaks(text: str) -> str:
    """Its line ends as breaks, where none is written."""
    return BREAK.sub("\n", text.strip()).strip("\n").replace("\n", "<br />\n")
