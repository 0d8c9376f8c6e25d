"""Days as Italians write them: every template has these filters without loading them."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides import days

register = template.Library()
register.filter("in_words", days.in_words)


@register.filter
def day(when: date) -> SafeString:
    """In words, inside <time> for machines too."""
    return format_html(
        '<time datetime="{}">{}</time>', days.day_of(when).isoformat(), days.in_words(when)
    )
