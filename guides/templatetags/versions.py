"""What the desk's comparison asks of a dictionary."""

from django import template

register = template.Library()


@register.filter
def for_section(people: dict[str, list[str]] | None, uid: str) -> list[str]:
    """Who wrote in a section."""
    return (people or {}).get(uid, [])
