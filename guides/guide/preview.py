"""A draft shown before it is published: to its editors, and by a signed link that ends."""

from datetime import timedelta

from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from guides.guide.models import Guide

SALT = "guides.guide.preview"
SHARED_FOR = timedelta(days=7)


def shared_link(guide) -> str:
    """The path of a link that shows this draft to whoever has it: for SHARED_FOR, or less."""
    token = signing.dumps([guide.pk, guide.shared_version], salt=SALT)
    return reverse("shared_preview", args=[token])


def guide_from(token: str) -> Guide | None:
    """The guide a link was signed for; None when it was altered, revoked or has expired."""
    try:
        said = signing.loads(token, salt=SALT, max_age=SHARED_FOR)
    except signing.BadSignature:
        return None
    if not isinstance(said, list) or len(said) != 2:  # of an older release
        return None
    guides = Guide.objects.with_everything()
    return guides.filter(pk=said[0], shared_version=said[1]).first()


def private(response: HttpResponse) -> HttpResponse:
    """For whoever has the link alone: not indexed, not named in a Referer, not kept."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "strict-origin"  # a form under it says whence it comes
    return response
