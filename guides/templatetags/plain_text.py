"""The filter `plain_text`: guides.text.plain_text for templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from guides.text.plain_text import to_html

register = template.Library()


@register.filter
def plain_text(text: str) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308 every character of it is escaped by to_html
