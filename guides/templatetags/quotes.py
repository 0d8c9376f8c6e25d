"""What stands between «guillemets» in a template, which may have some of its own."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from guides.text.typography import INNER_QUOTES

register = template.Library()


@register.filter
def in_quotes(words: object) -> str:
    """«{{ title|in_quotes }}»: its own «…» become “…”. In every template, unloaded."""
    inner = str(words).translate(INNER_QUOTES)
    # The signs are no markup: what was safe still is.
    return mark_safe(inner) if isinstance(words, SafeString) else inner  # noqa: S308
