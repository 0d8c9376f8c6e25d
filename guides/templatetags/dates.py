"""Days as Italians write them: every template has these filters without loading them.

An article before a day is the filter's: {{ edition.verified_on|day:"il" }} is "l’8 marzo 2026".
"""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.text import dates

register = template.Library()
register.filter("in_words", dates.in_words)
register.filter("waited", dates.waited)


@register.filter
def day(when: date, article: str = "") -> SafeString:
    """In words, inside <time> for machines too."""
    moment = dates.day_of(when)
    said = dates.before(moment.day, article) if article else ""
    words = dates.in_words(when)
    return format_html('{}<time datetime="{}">{}</time>', said, moment.isoformat(), words)
