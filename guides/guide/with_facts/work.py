"""On the desk's first page: facts that have ended, are in doubt, or must be looked at soon."""

from django.urls import reverse
from django.utils import timezone

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.facts.models import Fact
from guides.text.dates import in_words


@work.register(50, needs="guides.view_fact")
def facts_due(person) -> list[Task]:
    due = Fact.objects.to_look_at()
    number = due.count()
    if not number:
        return []
    items = [Item(f"{fact.name}: {fact.value}", _page_of(fact), why(fact)) for fact in due[:SHOWN]]
    words = either(number, "fatto da guardare", "fatti da guardare")
    whole = f"{reverse('admin:guides_fact_changelist')}?guarda=adesso"
    return [Task("fatti", number, words, whole, items=items)]


def _page_of(fact: Fact) -> str:
    return reverse("admin:guides_fact_change", args=[fact.pk])


def why(fact: Fact) -> str:
    """Why it must be looked at."""
    today = timezone.localdate()
    if fact.doubt:
        return fact.doubt
    if fact.valid_until and fact.valid_until < today:
        return f"scaduto {in_words(fact.valid_until, 'il')}"
    if fact.check_by and fact.check_by < today:
        return f"era da ricontrollare entro {in_words(fact.check_by, 'il')}"
    if fact.check_by:
        return f"da ricontrollare entro {in_words(fact.check_by, 'il')}"
    return f"vale fino {in_words(fact.valid_until, 'al')}" if fact.valid_until else ""
