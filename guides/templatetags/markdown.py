"""The filter `markdown`: guides.text.markdown for templates."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from guides.text.markdown import render

register = template.Library()


@register.filter
@lru_cache(maxsize=32)  # the footer is on every page
def markdown(source: str, headings_from: int = 2) -> SafeString:
    return mark_safe(render(source, headings_from=headings_from))  # noqa: S308 sanitised by render
