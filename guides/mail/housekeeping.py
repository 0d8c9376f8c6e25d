"""Tidying the task queue itself, once a day."""

from django.core.management import call_command
from django_tasks import task


@task()
def forget_finished_tasks() -> None:
    """Delete the rows of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", verbosity=0)
