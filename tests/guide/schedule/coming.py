"""A schedule's moment in a test: it is asked for, it comes, it is carried out."""

from datetime import timedelta

from django.utils import timezone

from guides.guide.schedule.carrying import carry_out_due
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import Moment

SECRET = "arcobalenosegreto"


def moment(**later) -> Moment:
    at = timezone.now() + timedelta(**(later or {"hours": 1}))
    return Moment(at, timezone.localtime(at).replace(tzinfo=None), "Europe/Rome")


def comes(schedule) -> None:
    """Its moment has come."""
    Schedule.objects.filter(pk=schedule.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def do_what_is_due() -> int:
    return carry_out_due.call()


def again(row):
    return type(row).objects.get(pk=row.pk)


def write(guide, body: str) -> None:
    guide.sections.update(body=body)
    guide.revise()


def page(client, guide) -> str:
    return client.get(f"/guide/{guide.slug}/").content.decode()
