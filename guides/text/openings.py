"""How a text begins, to be shown where it is found: whole blocks, all the steps. Pure."""

import re
from html.parser import HTMLParser

ENOUGH = 320  # letters, after which no other block begins
MOST = 2_400  # letters of one block: a longer one is not for a page of results
_LINK_INSIDE = re.compile(r'(<a\b[^>]*\bhref=")(#[^"]*")')
_NAME = re.compile(r'\s(?:id|name)="[^"]*"')
_NO_PART_OF_AN_OPENING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr", "table"})
_EMPTY = frozenset({"br", "hr", "img", "wbr", "input"})


class _Blocks(HTMLParser):
    """The outermost elements of a text that `guides.text.markdown` rendered."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, int, int]] = []  # its tag, letters, where it begins
        self.depth = 0
        self._lines = [0]

    def read(self, html: str) -> list[tuple[str, str, int]]:
        """(tag, HTML, letters) of each."""
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()
        ends = [*(begin for _, _, begin in self.blocks[1:]), len(html)]
        return [
            (tag, html[begin:end].strip(), letters)
            for (tag, letters, begin), end in zip(self.blocks, ends, strict=False)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0:
            line, column = self.getpos()
            self.blocks.append((tag, 0, self._lines[line - 1] + column))
        if tag not in _EMPTY:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.depth = max(self.depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.blocks:
            tag, letters, begin = self.blocks[-1]
            self.blocks[-1] = (tag, letters + len(data.strip()), begin)


def opening_of(html: str, page: str) -> str:
    """The first blocks of a text's HTML; "" when the first is no text or far too long.

    Links inside the page get its address; names of places go, since the results have their own.
    """
    kept, length = [], 0
    for tag, block, letters in _Blocks().read(html):
        promised = bool(kept) and kept[-1].rstrip().endswith(":</p>")  # "in tre casi:"
        if tag in _NO_PART_OF_AN_OPENING or letters > MOST or (length >= ENOUGH and not promised):
            break
        kept.append(block)
        length += letters
    return _NAME.sub("", _LINK_INSIDE.sub(rf"\g<1>{page}\g<2>", "\n".join(kept)))
