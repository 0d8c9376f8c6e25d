"""A real SMTP server in the test's own process, and the real worker that speaks to it."""

import logging
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller


class MailServer:
    """Keeps every message it accepts; `answers` are given, one each, instead of accepting."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answers_to_recipient: list[str] = []
        self.answers_to_message: list[str] = []
        self.port = free_port()
        self.start()

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop(no_assert=True)
        self.controller = None

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if self.answers_to_recipient:
            return self.answers_to_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answers_to_message:
            return self.answers_to_message.pop(0)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp_server(settings):
    """A running mail server; Django sends to it."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the server's log, not ours
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def run_worker(monkeypatch):
    """`run_worker()` does everything that waits in the task queue, as `db_worker --batch` does."""
    from django_tasks_db.management.commands import db_worker  # the server alone needs no Django

    # The worker refreshes its connection between tasks; here it is the test's own transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run() -> None:
        db_worker.Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="test",
            excluded_queue_names=[],
        ).run()

    return run
