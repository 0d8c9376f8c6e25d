"""What a letter is about, in words: its template's first line, with … for what changes."""

import re
from functools import lru_cache

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

CHANGING = re.compile(r"\{%.*?%\}|\{#.*?#\}")
VALUE = re.compile(r"\{\{.*?\}\}")


@lru_cache(maxsize=100)
def kind_of(template: str) -> str:
    """The subject of every letter of that template."""
    try:
        source = get_template(template).template.source  # type: ignore[attr-defined]
    except TemplateDoesNotExist:  # of an older release
        return "Una lettera che non scriviamo più"
    line = CHANGING.sub("", VALUE.sub("…", source.lstrip().partition("\n")[0]))
    return " ".join(line.split()) or "Senza oggetto"
