"""The desk's first page warns when the last good backup is old, and says how to make one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.backup.models import MOST, Backup, last_good_backup
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db


def made(*, hours: float = 0, **what) -> Backup:
    return Backup.objects.note(at=timezone.now() - timedelta(hours=hours), **what)


def warning(desk) -> str:
    tasks = {task.name: task for task in desk.get("/admin/").context["tasks"]}
    task = tasks.get("copie")
    return f"{task.number} {task.words}. {task.note}" if task else ""


def test_where_nobody_comes_from_outside_nothing_is_said_before_the_first(desk):
    assert last_good_backup() is None
    assert warning(desk) == ""


def test_a_public_site_without_any_is_told_how_to_make_one(desk, settings):
    settings.HTTPS = True
    assert "Nessuna copia di sicurezza" in warning(desk)
    assert "manage.py backup CARTELLA" in warning(desk)


@pytest.mark.parametrize(
    ("hours", "said"), [(1, ""), (35.9, ""), (36.1, "36 ore"), (71, "71 ore"), (72.5, "3 giorni")]
)
def test_after_36_hours_it_is_old(desk, hours, said):
    made(hours=100), made(hours=hours)
    assert warning(desk).startswith(said)
    assert bool(warning(desk)) is bool(said)


def test_one_that_failed_is_not_a_good_one_and_says_why(desk):
    good = made(hours=40)
    made(trouble="Il disco è pieno.")
    assert last_good_backup() == good.at
    assert "L’ultima non è riuscita: Il disco è pieno." in warning(desk)


def test_the_list_is_read_by_administrators_alone_and_changed_by_nobody(desk, client, bea):
    backup = made(place="2026-11-27T0300Z", bytes=2048, files=3)
    page = text_of(tree_of(desk.get("/admin/guides/backup/")))
    assert "2,0 KB" in page.replace("\xa0", " ")
    assert "buona, e verificata" in page
    assert desk.get("/admin/guides/backup/add/").status_code == 403
    assert desk.post(f"/admin/guides/backup/{backup.pk}/delete/").status_code == 403
    bea.is_superuser = False
    bea.save()
    client.force_login(bea)
    assert client.get("/admin/guides/backup/").status_code == 403


def test_rows_of_old_ones_go_by_themselves():
    for number in range(MOST + 5):
        made(place=f"{number}")
    assert Backup.objects.count() == MOST
    assert Backup.objects.first().place == f"{MOST + 4}"
