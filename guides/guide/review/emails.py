"""The letters of a review. They hold no word of the guide: those are read at the desk."""

from django.conf import settings
from django.urls import reverse

from guides.mail import can_be_written_to, send_letter


def asked(review) -> None:
    _send("review_asked", review, to=review.asked_of, other=review.asked_by)


def approved(review) -> None:
    _send("review_approved", review, to=review.asked_by, other=review.decided_by)


def sent_back(review) -> None:
    _send("review_sent_back", review, to=review.asked_by, other=review.decided_by)


def _send(name: str, review, *, to, other) -> None:
    """Who has no address, or works here no more, finds it at the desk."""
    if to is None or not can_be_written_to(to.email) or not to.is_active:
        return
    address = reverse("admin:guide_review", args=[review.guide_id])
    context = {
        "name": to.get_short_name() or to.get_username(),
        "other": _name(other),
        "guide": review.guide.title,
        "note": review.note,
        "notes": review.notes.count(),
        "address": f"{settings.SITE_URL}{address}",
    }
    template = f"guide/emails/{name}.txt"
    send_letter(template, to=to.email, context=context, about=review)


def _name(person) -> str:
    if person is None:
        return "Una persona della redazione"
    return person.get_full_name() or person.get_username()
