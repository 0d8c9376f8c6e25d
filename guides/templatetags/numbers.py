"""A count as Italians write it, {{ page.paginator.count|figures }}: in every template, unloaded."""

from django import template

from guides.text.numbers import in_figures

register = template.Library()


@register.filter
def figures(number: object) -> object:
    """«27.076»; what is no number as it came."""
    return in_figures(number) if isinstance(number, int) else number
