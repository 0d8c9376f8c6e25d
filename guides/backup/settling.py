"""What a restored database needs before anybody sees it: what it does not know of since then."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guides.backup.exceptions import Refused
from guides.mail.models import Letter
from guides.pages.models import purge
from guides.pages.tags import EVERYTHING
from guides.privacy import erasures
from guides.privacy.retention import forget_old_data
from guides.record.models import Verb, record
from guides.search.models import SearchIndex
from guides.stories.attachment import Attachment

PERHAPS_SENT = "era in attesa nella copia: forse già spedita"


def settle(moment: datetime, lines: list[erasures.Line], *, letters_go: bool) -> dict[str, int]:
    """Erasures done again, terms that ended, letters, sessions; {in words: how many}.

    Raises Refused for a backup of a newer version of the site.
    """
    _migrate()
    done = erasures.do_again(erasures.since(moment, lines))
    done |= {f"{what} (termine passato)": n for what, n in forget_old_data().items() if n}
    with transaction.atomic():
        done["sessioni chiuse"] = _sessions().delete()[0]
        done["lettere in attesa, fermate"] = 0 if letters_go else _hold_letters()
        purge(EVERYTHING)
        record(Verb.RESTORE, command="restore", kind="sito", after={"momento": moment.isoformat()})
    # A number that no worker has seen: one that is still running reads the editors' words again.
    SearchIndex.objects.filter(pk=1).update(editors_version=int(timezone.now().timestamp()))
    call_command("render_editions", verbosity=0, stdout=_Nowhere())
    call_command("rebuild_search", if_old=True, verbosity=0)
    return done


def _sessions() -> QuerySet:
    """Of whatever keeps them: who had one then may have lost the account since."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return store.get_model_class().objects.all()


def attachments_of_now() -> set[str]:
    return set(Attachment.objects.values_list("file", flat=True))


def _migrate() -> None:
    loader = MigrationExecutor(connection).loader
    squashed = {name for each in loader.disk_migrations.values() for name in each.replaces}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations) - squashed
    if newer := sorted(name for app, name in unknown if app == "guides"):
        raise Refused(
            f"La copia è di una versione più nuova del sito ({newer[-1]}): aggiorna il sito e "
            "ripeti."
        )
    call_command("migrate", verbosity=0, interactive=False)


def _hold_letters() -> int:
    """Those that waited then have most likely gone since: a person sends again what has not."""
    DBTaskResult.objects.filter(finished_at__isnull=True).delete()
    return Letter.objects.unsent().update(
        state=Letter.State.REFUSED, trouble=PERHAPS_SENT, started_at=timezone.now()
    )


class _Nowhere:
    def write(self, text: str) -> None: ...
