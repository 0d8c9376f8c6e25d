"""Facts at the desk: {% facts_due %} on its first page, for who may see them."""

from django import template
from django.utils import timezone

from guides.facts.models import Fact

register = template.Library()
SHOWN = 5


@register.inclusion_tag("facts/_due.html", takes_context=True)
def facts_due(context) -> dict:
    """Those that have ended, are in doubt, or must be looked at soon."""
    if not context["request"].user.has_perm("guides.view_fact"):
        return {}
    due = Fact.objects.to_look_at()
    count = due.count()
    return {"count": count, "facts": due[:SHOWN], "today": timezone.localdate()} if count else {}
