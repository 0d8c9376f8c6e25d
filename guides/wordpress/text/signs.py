"""Words that must be read as words: what Markdown would take for a sign of its own. Pure."""

import re

SIGNS = re.compile(
    r"([\\`*]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\{)\{(?=\{)"
    r"|\[(?=[\^!])|\](?=[(:\[]|$))"
)
AT_THE_START = (
    r"^( *)(?:(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+(?= *$)|-{2,}(?= *$)|:{3,}|~{3,}|\|)"
    r"|(\d{1,9})([.)](?=\s|$)))"
)
OF_THE_TEXT = re.compile(AT_THE_START)
OF_A_LINE = re.compile(AT_THE_START, re.MULTILINE)
# A break before nothing, or alone on its line.
NO_BREAK = re.compile(r"(?<!\\)(?:(?:^|(?<=\n\n))\\\n|\\\n(?=\s*(?:\n|$))|\\$)")


def as_words(text: str) -> str:
    return SIGNS.sub(r"\\\1", text)


def beginning_as_words(text: str) -> str:
    return OF_THE_TEXT.sub(_escaped, text, count=1)


def lines_as_words(text: str) -> str:
    return OF_A_LINE.sub(_escaped, text)


def without_idle_breaks(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, NO_BREAK.sub("\n", text).strip("\n")
    return text


def _escaped(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"
