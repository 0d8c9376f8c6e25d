"""A sheet as plain text, and the text of a letter back to its paragraphs and lists. Pure."""

import re
from collections.abc import Iterator

from guides.letters.sheet import Block, Paragraph, Points, Sheet

ITEM = re.compile(r"(?:[-•–]|(?P<number>\d{1,2})[.)])[ \t]+(?P<words>\S.*)")
EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
GREETING = re.compile(
    r"\s*(?:(?:buon ?giorno|buona ?sera|salve)(?: (?:a (?:tutt[ie]|voi)|di nuovo))?[,.!:]*"
    r"|(?:gentil[ei]|gent\.\w*|egregi[oa]?|spett(?:abile|\.le|\.))(?: [^\s,;:!?]+){1,5},)"
    r"[ \t]*\r?\n\s*(?=\S)",
    re.IGNORECASE,
)
ATTACHED = "Allegati:"


def as_text(sheet: Sheet) -> str:
    """The whole letter, for a message or a file."""
    parts = [
        "\n".join(sheet.sender),
        sheet.place_and_day,
        "\n".join([*sheet.recipient, *([sheet.channel] if sheet.channel else [])]),
        f"Oggetto: {sheet.subject}" if sheet.subject else "",
        message(sheet),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def message(sheet: Sheet) -> str:
    """What goes in the body of an e-mail."""
    listed = "\n".join([ATTACHED, *(f"- {one}" for one in sheet.attachments)])
    parts = [blocks_as_text(sheet.blocks), sheet.closing, sheet.signature]
    return "\n\n".join(part for part in [*parts, listed if sheet.attachments else ""] if part)


def blocks_as_text(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(_as_text(block) for block in blocks)


def _as_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.words
    marks = (f"{n}." if block.is_numbered else "-" for n in range(1, len(block.items) + 1))
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True))


def blocks_in(text: str) -> tuple[Block, ...]:
    """Paragraphs are parted by an empty line; lines that begin with «- » or «1. » are a list."""
    return tuple(block for part in EMPTY_LINES.split(text.strip()) for block in _blocks(part))


def _blocks(part: str) -> Iterator[Block]:
    words: list[str] = []
    items: list[str] = []
    is_numbered = False
    for line in part.split("\n"):
        if found := ITEM.fullmatch(line.strip()):
            if words:
                yield Paragraph("\n".join(words))
                words = []
            is_numbered = is_numbered or bool(found["number"])
            items.append(found["words"])
        elif items:
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            words.append(line.rstrip())
    if items:
        yield Points(tuple(items), is_numbered=is_numbered)
    elif words:
        yield Paragraph("\n".join(words))


def lines_in(text: str) -> tuple[str, ...]:
    return tuple(line for each in text.split("\n") if (line := each.strip().removeprefix("- ")))


def without_greeting(text: str) -> str:
    """What somebody told, put in a letter that has its own beginning, or under a heading: a
    «Buongiorno,» alone on the first line goes."""
    return GREETING.sub("", text, count=1) if GREETING.match(text) else text


def as_facts(letter: str) -> str:
    """A letter's text under a heading of its own: it begins there."""
    bare = without_greeting(letter)
    return bare if bare == letter else bare[:1].upper() + bare[1:]
