"""Days as Italians write them: every template has these filters without loading them."""

from datetime import date, datetime

from django import template
from django.template.defaultfilters import date as as_django_writes
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def in_words(when: date) -> str:
    """ "22 novembre 2026", "1° luglio 2026"; a moment is told in the site's time zone."""
    day = _day_of(when)
    first = "°" if day.day == 1 else ""
    return f"{day.day}{first} {str(MONTHS[day.month]).lower()} {day.year}"


@register.filter
def day(when: date) -> SafeString:
    """The same inside <time>, for machines too."""
    return format_html('<time datetime="{}">{}</time>', _day_of(when).isoformat(), in_words(when))


@register.filter(name="date", expects_localtime=True, is_safe=False)
def written(when: date | None, style: str | None = None) -> str:
    """Django's own filter, with the month in small letters: "22 novembre 2026"."""
    text = as_django_writes(when, style)
    return text.lower() if style and "F" in style else text


def _day_of(when: date) -> date:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
