"""The letters that belong to a deadline's page: {% letters_for_rule rule %}."""

from django import template

from guides.letters.editions import LetterEdition
from guides.letters.terms import letters_of_rule
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows

register = template.Library()

_for_rule = Prepared(
    lambda: (
        LetterEdition.objects.live()
        .filter(letter__terms__rule=Parameter("rule"))
        .only("letter", "title", "slug", "summary")
        .in_alphabetical_order()
    )
)


@register.inclusion_tag("letters/_here.html")
def letters_for_rule(rule) -> dict:
    """Those whose sending makes it run, or that are sent within it."""
    shows(letters_of_rule(rule))
    return {"editions": _for_rule(rule=rule.pk)}
