"""Tidying the outbox of changes, once a day."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from guides.pages.models import PurgedTags

# A machine cut off for longer empties its folder: see docs/decisions/0012-published-pages.md.
KEPT_FOR = timedelta(days=2)


@task()
def delete_old_changes() -> None:
    """Delete the changes that every machine has read long ago."""
    PurgedTags.objects.older_than(timezone.now() - KEPT_FOR).delete()
