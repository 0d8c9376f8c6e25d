"""A draft shown before it is published: to staff, and by a signed link that expires."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

SALT = "guides.guide.preview"
SHARED_FOR = timedelta(days=7)


def shared_link(guide) -> str:
    """The path of a link that shows this draft to whoever has it, for SHARED_FOR."""
    return reverse("shared_preview", args=[signing.dumps(guide.pk, salt=SALT)])


def guide_id_from(token: str) -> int | None:
    """The guide a link was signed for; None when it was altered or has expired."""
    try:
        return signing.loads(token, salt=SALT, max_age=SHARED_FOR)
    except signing.BadSignature:
        return None
