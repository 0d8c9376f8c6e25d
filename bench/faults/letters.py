"""A worker killed between each two lines of a delivery, and a mail server in trouble.

Each letter must reach the server once; twice only where the server had taken it and the worker died
before it could write so down: that cannot be told from a letter not taken (RFC 5321, 4.5.4.1).
"""

import os
import sys
import tempfile
from pathlib import Path

from bench.faults.scene import BASE

MAIL = str(BASE / "guides" / "mail")
SCRIPT = "bench/faults/letters.py"


def rehearse() -> list[str]:
    """In a process of its own, for Django's settings are read once."""
    import json
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "PYTHONPATH": str(BASE),
        }
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=BASE, env=environment, check=True)
        command = [sys.executable, SCRIPT]
        run = subprocess.run(
            command, cwd=BASE, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    told = json.loads(run.stdout.splitlines()[-1])
    print(
        f"\nletters: the worker killed at each of {told['lines']} lines of a delivery\n"
        f"  arrived once: {told['once']}, twice: {told['twice']} (the server had it, nobody knew), "
        f"never: {told['never']}"
    )
    for name, arrived in told["servers"].items():
        print(f"  mail server {name}: {arrived} of 1 arrived in the end")
    faults = [f"letters: {told['never']} never arrived"] if told["never"] else []
    faults += ["letters: more than one line where a letter goes twice"] * (told["twice"] > 3)
    return faults + [f"letters: {n}" for n, arrived in told["servers"].items() if arrived != 1]


def main() -> None:
    import json

    import django

    django.setup()
    server = _a_server()
    told = {"lines": 0, "once": 0, "twice": 0, "never": 0, "servers": {}}
    _point_django_at(server)
    while True:
        arrived, was_killed = _killed_at_line(told["lines"] + 1, server)
        if not was_killed:
            break
        told["lines"] += 1
        told[{0: "never", 1: "once"}.get(arrived, "twice")] += 1
    told["servers"] = {
        "down": _with(server, down=True),
        "refusing for now": _with(server, answers=["451 try later"] * 2),
        "hanging up": _with(server, answers=["421 closing"]),
        "slow": _with(server, seconds=3),
        "silent": _with(server, seconds=30),
    }
    server.stop()
    print(json.dumps(told))


def _a_server():
    import asyncio

    from tests.mail_server import MailServer

    class Server(MailServer):
        seconds_before_rcpt = 0.0

        async def handle_RCPT(self, *asked) -> str:
            await asyncio.sleep(self.seconds_before_rcpt)
            return await super().handle_RCPT(*asked)

    return Server()


def _point_django_at(server) -> None:
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 10  # half of what it is, so that who waits for it waits less


def _killed_at_line(number: int, server) -> tuple[int, bool]:
    """How many arrived in the end, and whether the delivery was that long."""
    from django.db import connection

    from guides.mail.delivery import deliver

    letter = _a_letter()
    server.messages.clear()
    connection.close()
    child = os.fork()
    if child == 0:
        sys.settrace(_dying_at(number))
        deliver.func(str(letter.pk))
        os._exit(0)
    was_killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    _recover(letter)
    return len(server.messages), was_killed


def _dying_at(number: int):
    """A tracer that ends the process, without a farewell, at the n-th line of the mail room."""
    passed = 0

    def trace(frame, event, argument):
        nonlocal passed
        if not frame.f_code.co_filename.startswith(MAIL):
            return None
        if event == "line":
            passed += 1
            if passed == number:
                os._exit(9)
        return trace

    return trace


def _with(server, *, down=False, answers: list[str] | None = None, seconds: float = 0) -> int:
    """A delivery to a server in trouble, and again once it is well."""
    from guides.mail.delivery import deliver

    letter = _a_letter()
    server.messages.clear()
    server.answers_to_message.extend(answers or [])
    server.seconds_before_rcpt = seconds
    if down:
        server.stop()
    for _ in answers or [""]:
        deliver.func(str(letter.pk))
    server.seconds_before_rcpt = 0
    if down:
        server.start()
    server.answers_to_message.clear()
    _recover(letter)
    return len(server.messages)


def _a_letter():
    from guides.mail.models import Letter

    return Letter.objects.create(
        template="prova",
        to="anna@example.com",
        owner="anna@example.com",
        subject="Prova",
        text="Ciao",
    )


def _recover(letter) -> None:
    """What the worker does later, without the waiting: the lease is over."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from guides.mail.delivery import GRACE, deliver, rescue
    from guides.mail.models import Letter

    long_ago = timezone.now() - 2 * GRACE
    Letter.objects.unsent().filter(pk=letter.pk).update(due_at=long_ago)
    DBTaskResult.objects.all().delete()
    rescue.func()
    for waiting in DBTaskResult.objects.filter(task_path=deliver.module_path):
        deliver.func(*waiting.args_kwargs["args"])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "helpcentre.settings"
    main()
