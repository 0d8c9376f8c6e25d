"""A section's place in the page: its slug, unless the page itself has an element of that name.

Each room says which names its part of a guide's page has; tests/guide/test_anchors.py finds them
in the page and fails for one that was not said.
"""

import re
from functools import cache

OF_A_SECTION = "sezione:"  # a slug has no colon: no section's own name can begin so

_names: list[str] = []


def reserve(*names: str) -> None:
    """Patterns (regular expressions of the whole name) of elements that the page has by itself."""
    _names.extend(names)
    _pattern.cache_clear()


def is_the_pages_own(name: str) -> bool:
    return _pattern().fullmatch(name) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """All of them in one: a page asks for each of its sections, four times."""
    return re.compile("|".join(f"(?:{name})" for name in _names))


def anchor_of(slug: str) -> str:
    """The slug itself wherever it is free: links from outside must go on leading there."""
    return f"{OF_A_SECTION}{slug}" if is_the_pages_own(slug) else slug


# What is on every page of the site, and in the guide's own templates.
reserve("contenuto", "q", "avviso_.*", "(social|sorelle|invito)-titolo")
reserve("problema", "fonti", "cambiamenti", "autore", "altre-guide", "a-chi-rivolgersi")
