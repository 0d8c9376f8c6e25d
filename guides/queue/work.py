"""On the desk's first page: what waits for a moderator, and since when."""

from django.urls import reverse

from guides.desk import work
from guides.moderation.item import QueueItem
from guides.queue.queue import counts
from guides.text.dates import waited


@work.register(10, needs="guides.moderate_contribution")
def to_decide(person) -> list[work.Task]:
    numbers, queue = counts(), reverse("admin:guides_queueitem_changelist")
    tasks = []
    for tab, items, one, more in (
        ("attesa", QueueItem.objects.waiting(), "aspetta una decisione", "aspettano una decisione"),
        ("segnalati", QueueItem.objects.flagged(), "è segnalata", "sono segnalate"),
    ):
        if numbers[tab] != "0":
            words = one if numbers[tab] == "1" else more
            note = _since(items)
            tasks.append(work.Task(tab, numbers[tab], words, f"{queue}?scheda={tab}", note))
    return tasks


def _since(items) -> str:
    """How long the oldest has waited; "" when a colleague decided it this moment."""
    oldest = items.oldest_first().values_list("submitted_at", flat=True).first()
    return f"La più vecchia {waited(oldest)}." if oldest else ""
