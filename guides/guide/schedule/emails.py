"""The letter of a schedule that could not be kept."""

from django.conf import settings
from django.urls import reverse

from guides.mail import can_be_written_to, send_letter
from guides.site.models import SiteSettings


def failed(schedule) -> None:
    address = reverse("admin:guides_guide_change", args=[schedule.guide_id])
    context = {
        "title": schedule.guide.title,
        "what": "pubblicazione" if schedule.publishes else "ritiro",
        "when": schedule.when("il"),
    }
    tell(schedule, context, address=f"{address}#pubblicazione")


def tell(schedule, context: dict, *, address: str) -> None:
    """To who asked for it; to the newsroom when they have no address, or work here no more."""
    person = schedule.asked_by
    works_here = person and person.is_active and can_be_written_to(person.email)
    context |= {"trouble": schedule.trouble, "address": f"{settings.SITE_URL}{address}"}
    to = person.email if works_here else SiteSettings.current().contact_email
    send_letter("guide/emails/schedule_failed.txt", to=to, context=context, about=schedule)
