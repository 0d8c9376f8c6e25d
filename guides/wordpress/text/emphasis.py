"""Bold and italics where CommonMark would read them as such: elsewhere the words alone. Pure."""

from bs4 import Tag

BREAKS = "\\\n"


def emphasised(sign: str, el: Tag, text: str, *, names: list[str]) -> str:
    """`names` are the tags that mean the same: one inside another says it once."""
    words = text.strip()
    if not words or "\n\n" in words or "![" in words:
        return text
    if el.find_parent(names) is not None or not _stands_apart(el, text):
        return text
    before, after = (" " if text[side].isspace() else "" for side in (0, -1))
    return f"{before}{sign}{words.strip(BREAKS)}{sign}{after}"


def _stands_apart(el: Tag, text: str) -> bool:
    """The flanking rule: punctuation at an end of the words wants no letter beyond the sign."""
    words = text.strip()
    left = text[0].isspace() or words[0].isalnum() or not _letter(el.previous_sibling, -1)
    right = text[-1].isspace() or words[-1].isalnum() or not _letter(el.next_sibling, 0)
    return left and right


def _letter(node, at: int) -> bool:
    """Whether a letter or figure stands next to it, on that side."""
    text = node.get_text() if isinstance(node, Tag) else str(node or "")
    return bool(text) and text[at].isalnum()
