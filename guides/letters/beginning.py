"""How a letter begins before it is completed: what it is for, and its first words. Pure."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.letters.language import filling
from guides.letters.language.reading import tree_of
from guides.letters.language.tree import Condition, Mention, Names
from guides.letters.sheet import Paragraph

TO_BE_SAID = "…"  # what its reader will answer
ENOUGH = 160  # letters, after which no other paragraph begins
MOST = 320


def opening(summary: str, body: str, facts: Mapping[str, str]) -> SafeString:
    """Safe HTML; `body` is in the letters' language, `facts` what its facts say."""
    words = _first_words(body, facts)
    quoted = format_html("\n<blockquote><p>{}</p></blockquote>", words) if words else ""
    return format_html("<p>{}</p>{}", summary, quoted)


def _first_words(body: str, facts: Mapping[str, str]) -> str:
    def says(mention: Mention) -> str:
        is_fact = mention.names is Names.FACT
        return facts.get(f"{mention.key}|{mention.format}", "") if is_fact else TO_BE_SAID

    said = ""
    for block in filling.blocks(tree_of(body), _nobody_answered, says):
        if not isinstance(block, Paragraph) or len(said) >= ENOUGH:
            break
        said = f"{said} {block.words}".strip()
    return said if len(said) <= MOST else f"{said[:MOST].rpartition(' ')[0]} {TO_BE_SAID}"


def _nobody_answered(condition: Condition) -> bool:
    return condition.is_negated
