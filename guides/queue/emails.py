"""Letters to moderators. They hold no word that readers wrote: nothing unapproved travels."""

from django.conf import settings
from django.urls import reverse

from guides.mail import send_letter
from guides.moderation.item import QueueItem
from guides.moderation.moderated import kinds
from guides.queue.queue import counts
from guides.text.dates import waited

MOST = 10  # items named in one letter


def digest(user, *, arrived) -> None:
    """What arrived since the last digest."""
    _send("digest", user, arrived, in_all=counts())


def alarm(user, *, overdue, hours: int) -> None:
    """What waits for too long."""
    _send("alarm", user, overdue, hours=hours)


def _send(name: str, user, items, **more) -> None:
    context = {
        "name": user.get_short_name() or user.get_username(),
        "number": items.count(),
        "items": [_line(item) for item in items[:MOST]],
        "queue": _address(reverse("admin:guides_queueitem_changelist")),
        "preferences": _address(reverse("admin:moderation_preferences")),
        **more,
    }
    context["more"] = max(0, context["number"] - MOST)
    send_letter(f"queue/emails/{name}.txt", to=user.email, context=context)


def _line(item: QueueItem) -> dict[str, str | bool]:
    model = kinds().get(item.kind)
    queue = reverse("admin:guides_queueitem_changelist")
    return {
        "kind": str(model._meta.verbose_name) if model else item.kind,
        "waits": waited(item.submitted_at),
        "flagged": item.flagged,
        "address": _address(f"{queue}?voce={item.pk}"),
    }


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
