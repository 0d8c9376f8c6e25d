"""On the desk's first page: letters that did not go."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from guides.desk import work
from guides.desk.work import Task, either
from guides.mail.models import Letter

RECENT = timedelta(days=14)  # later nobody can do anything about one
LATE = timedelta(hours=1)


@work.register(100, needs="guides.view_letter")
def letters(person) -> list[Task]:
    now, whole = timezone.now(), reverse("admin:guides_letter_changelist")
    refused = Letter.objects.refused_since(now - RECENT).count()
    late = Letter.objects.overdue(since=now - LATE).count()
    tasks = []
    if refused:
        words = either(refused, "lettera non consegnata", "lettere non consegnate")
        tasks.append(Task("rifiutate", refused, words, f"{whole}?state__exact=refused"))
    if late:
        words = either(late, "lettera ferma da più di un’ora", "lettere ferme da più di un’ora")
        tasks.append(Task("ferme", late, words, f"{whole}?state__exact=queued", is_urgent=True))
    return tasks
