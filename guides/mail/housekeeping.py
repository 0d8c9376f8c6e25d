"""Tidying the task queue itself, once a day."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

LONGEST_TASK = timedelta(days=1)


@task()
def delete_finished_tasks() -> None:
    """Delete the rows of tasks that ended two weeks ago, or whose worker was killed."""
    call_command("prune_db_task_results", verbosity=0)
    killed = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LONGEST_TASK)
    killed.delete()
