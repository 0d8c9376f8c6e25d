"""On the desk's first page: rules in doubt, or that must be looked at soon."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from guides.deadlines.models import Rule
from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.facts.models import SOON
from guides.text.dates import in_words


def to_look_at():
    """In doubt, or to be checked again within so many days."""
    soon = timezone.localdate() + timedelta(days=SOON)
    due = Rule.objects.filter(Q(check_by__lte=soon) | ~Q(doubt=""), withdrawn_at__isnull=True)
    return due.order_by("check_by", "sort_key")


def why(rule: Rule) -> str:
    if rule.doubt or rule.check_by is None:
        return rule.doubt
    was = "era " if rule.check_by < timezone.localdate() else ""
    return f"{was}da ricontrollare entro {in_words(rule.check_by, 'il')}"


def page_of(rule: Rule) -> str:
    return reverse("admin:guides_rule_change", args=[rule.pk])


@work.register(51, needs="guides.view_rule")
def rules_due(person) -> list[Task]:
    due = to_look_at()
    number = due.count()
    if not number:
        return []
    items = [Item(rule.name, page_of(rule), why(rule)) for rule in due[:SHOWN]]
    words = either(number, "scadenza da guardare", "scadenze da guardare")
    whole = reverse("admin:guides_rule_changelist")
    return [Task("scadenze", number, words, whole, items=items)]
