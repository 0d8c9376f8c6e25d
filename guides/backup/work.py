"""On the desk's first page: the last good backup is too old, or there is none."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from guides.backup.models import Backup, last_good_backup
from guides.desk import work
from guides.desk.work import Task
from guides.text.numbers import in_figures

OLD = timedelta(hours=36)  # a night was missed
HOW = "Chi gestisce il server la fa con «manage.py backup CARTELLA»"


@work.register(110, needs="guides.view_backup")
def backups(person) -> list[Task]:
    """Nothing while one develops: a site that nobody reaches has a first backup, or needs none."""
    last = last_good_backup()
    if not last and not settings.HTTPS:
        return []
    if last and timezone.now() - last <= OLD:
        return []
    number, words = _since(last) if last else ("Nessuna", "copia di sicurezza, finora")
    whole = reverse("admin:guides_backup_changelist")
    return [Task("copie", number, words, whole, note=_note(), is_urgent=True)]


def _since(last) -> tuple[str, str]:
    """More than 36 hours are "1 giorno" for nobody: days only from the third on."""
    hours = int((timezone.now() - last).total_seconds() // 3600)
    number = f"{hours} ore" if hours < 72 else f"{in_figures(hours // 24)} giorni"
    return number, "dall’ultima copia di sicurezza riuscita"


def _note() -> str:
    latest = Backup.objects.order_by("-pk").first()
    if latest and latest.trouble:
        return f"L’ultima non è riuscita: {latest.trouble} {HOW}."
    return f"{HOW}."
