"""Omitting words from a public text. Pure."""

import re

MARK = "[omesso dalla redazione]"


def omit(text: str, words: str) -> str:
    """`text` with every occurrence of `words` replaced by the mark; unchanged when there is none.

    Capitals and the kind of white space do not matter. Whole words are looked for first; a part
    of a word is omitted only when it stands nowhere as a word of its own.
    """
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    if not wanted:
        return text
    for pattern in (rf"(?<!\w){wanted}(?!\w)", wanted):
        omitted, times = re.subn(pattern, MARK, text, flags=re.IGNORECASE)
        if times:
            return omitted
    return text
