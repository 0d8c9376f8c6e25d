"""`manage.py db_worker`: the timetable it keeps, and what it leaves behind when it is killed."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guides.mail import housekeeping, timetable
from guides.mail.models import Appointment
from tests.prepared import a_database

ROOT = Path(__file__).resolve().parents[2]
RESCUE = "guides.mail.delivery.rescue"


def queued() -> list[str]:
    return list(DBTaskResult.objects.values_list("task_path", flat=True))


def test_our_db_worker_is_the_one_that_runs():
    assert get_commands()["db_worker"] == "guides"


@pytest.mark.django_db
def test_a_task_of_the_timetable_is_queued_when_it_is_due_and_by_one_worker(settings):
    settings.TIMETABLE = {RESCUE: timedelta(minutes=5)}
    now = timezone.now()
    assert timetable.run_due_tasks(now) == [RESCUE]
    assert timetable.run_due_tasks(now + timedelta(minutes=4)) == []
    assert timetable.run_due_tasks(now + timedelta(minutes=5)) == [RESCUE]
    assert queued() == [RESCUE, RESCUE]


@pytest.mark.django_db
def test_a_task_that_cannot_be_queued_keeps_its_turn(settings, monkeypatch):
    settings.TIMETABLE = {"guides.mail.delivery.no_such_task": timedelta(minutes=5)}
    with pytest.raises(ImportError):
        timetable.run_due_tasks()
    assert not Appointment.objects.exists()


@pytest.mark.django_db
def test_every_task_of_the_timetable_can_be_run(settings, run_worker):
    timetable.run_due_tasks()
    assert set(queued()) == set(settings.TIMETABLE)
    run_worker()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_the_clock_survives_a_database_that_is_away(monkeypatch, caplog):
    def away():
        raise DatabaseError("password=secret")

    monkeypatch.setattr(timetable, "run_due_tasks", away)
    monkeypatch.setattr(timetable, "close_old_connections", lambda: None)
    clock = timetable.Clock()
    clock.stopped.set()
    clock.run()
    assert "timetable not read: DatabaseError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.django_db
def test_finished_tasks_are_forgotten_after_two_weeks(run_worker):
    timetable.run_due_tasks()
    run_worker()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    left_by_a_dead_worker = DBTaskResult.objects.first()
    left_by_a_dead_worker.claim("dead")
    DBTaskResult.objects.running().update(started_at=timezone.now() - timedelta(days=2))
    housekeeping.delete_finished_tasks.func()
    assert not queued()


class ServerThatStopsHalfWay:
    """Accepts the whole message of the first letter, and never says so."""

    def __init__(self, server) -> None:
        self.server = server
        self.reached = threading.Event()
        self.accept, server.handle_DATA = server.handle_DATA, self.handle_DATA

    async def handle_DATA(self, server, session, envelope) -> str:
        answer = await self.accept(server, session, envelope)
        if self.reached.is_set():
            return answer
        self.reached.set()
        return await asyncio.Event().wait()


@pytest.fixture
def site(smtp_server, tmp_path):
    """A site of its own on disk: `site("command", …)` runs manage.py there as a real process."""
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": a_database(tmp_path),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(smtp_server.port),
    }

    def start(*command: str) -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603 - our own manage.py
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return start


WRITE = """
from guides.mail import delivery
from guides.mail.models import Letter
delivery.queue(Letter.objects.create(template="t", to="l@posta.example", subject="s", text="Ciao"))
"""
RESTART = """
from datetime import timedelta
from django.utils import timezone
from django.core.management import call_command
from guides.mail import delivery
from guides.mail.models import Letter
print("found", Letter.objects.get().state, Letter.objects.get().attempts)
delivery.GRACE = timedelta(0)
Letter.objects.update(due_at=timezone.now())  # its lease has ended
delivery.rescue.enqueue()
call_command("db_worker", batch=True, reload=False, startup_delay=False)
print("left", Letter.objects.get().state, Letter.objects.get().attempts)
"""


def test_a_worker_killed_half_way_loses_nothing_and_says_what_may_have_happened(site, smtp_server):
    half_way = ServerThatStopsHalfWay(smtp_server)
    with site("shell", "-v0", "-c", WRITE) as writer:
        assert writer.wait(120) == 0

    with site("db_worker", "--no-reload", "--no-startup-delay", "--interval", "0.1") as worker:
        assert half_way.reached.wait(60)
        worker.send_signal(signal.SIGKILL)

    with site("shell", "-v0", "-c", RESTART) as restarted:
        log, _ = restarted.communicate(timeout=120)
    assert "found sending 1" in log
    assert "può essere stata inviata due volte" in log
    assert "left sent 2" in log
    assert "posta.example" not in log
    first, again = smtp_server.messages
    assert first["Message-ID"] == again["Message-ID"]
