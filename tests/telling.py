"""What the worker does, in a test, with the letters that are written after a change."""

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from guides.mail.delivery import deliver


def tell_everybody() -> None:
    """Do every task that waits but the sending: letters stay, with their words."""
    for waiting in DBTaskResult.objects.ready().exclude(task_path=deliver.module_path):
        import_string(waiting.task_path).func(*waiting.args_kwargs["args"])
        waiting.delete()
