from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from guides.mail import forget_sent_letters, send_letter
from guides.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letter_template(settings, tmp_path):
    """A room's template: what it says is the room's affair."""
    folder = tmp_path / "templates" / "prova" / "emails"
    folder.mkdir(parents=True)
    (folder / "ricevuta.txt").write_text(
        "Abbiamo ricevuto {{ title }}\n\nCiao, l’aspettiamo: {{ site_url }}/mio/abc/\n\nA presto\n",
        encoding="utf-8",
    )
    (ours,) = settings.TEMPLATES
    settings.TEMPLATES = [{**ours, "DIRS": [*ours["DIRS"], tmp_path / "templates"]}]


def write(**changes) -> Letter:
    wanted = {"to": "lettrice@posta.example", "context": {"title": "la tua storia"}, **changes}
    return send_letter("prova/emails/ricevuta.txt", **wanted)


def test_a_letter_reaches_the_mail_server_with_text_first_and_then_html(smtp_server, run_worker):
    write()
    run_worker()
    (message,) = smtp_server.messages
    assert message["Subject"] == "Abbiamo ricevuto la tua storia"
    assert message["To"] == "lettrice@posta.example"
    text, page = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "Ciao, l’aspettiamo: http://localhost:8000/mio/abc/" in text.get_content()
    assert page.get_content_type() == "text/html"
    assert 'lang="it"' in page.get_content()
    assert '<a href="http://localhost:8000/mio/abc/"' in page.get_content()


def test_nothing_leaves_before_the_change_is_committed(smtp_server, run_worker):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)  # the change fails
    run_worker()
    assert not smtp_server.messages
    assert not Letter.objects.exists()


def test_a_letter_says_that_a_machine_wrote_it_and_keeps_its_own_message_id(
    smtp_server, run_worker
):
    letter = write()
    run_worker()
    (message,) = smtp_server.messages
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{letter.pk}@localhost>"
    assert message["List-Unsubscribe"] is None


def test_a_letter_of_a_thread_can_be_stopped_with_one_click(smtp_server, run_worker):
    write(unsubscribe_url="https://sportello.example/basta/xyz/")
    run_worker()
    (message,) = smtp_server.messages
    assert message["List-Unsubscribe"] == "<https://sportello.example/basta/xyz/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_a_visitor_typed_cannot_add_headers_or_markup(smtp_server, run_worker):
    write(
        context={"title": "x\nBcc: tutti@altrove.example\r\n\r\n<script>alert(1)</script> & l'eco"}
    )
    run_worker()
    (message,) = smtp_server.messages
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Abbiamo ricevuto x")
    _, page = message.iter_parts()
    assert "<script>" not in page.get_content()


def test_plain_text_is_not_escaped(smtp_server, run_worker):
    write(context={"title": 'l\'eco & "il resto"'})
    run_worker()
    assert smtp_server.messages[0]["Subject"] == 'Abbiamo ricevuto l\'eco & "il resto"'


@pytest.mark.parametrize("address", ["", "senza-chiocciola", "a@b.example\nBcc: c@d.example"])
def test_a_wrong_address_is_refused_without_being_repeated(address):
    with pytest.raises(ValueError, match="a letter cannot be written") as refusal:
        write(to=address)
    assert "chiocciola" not in str(refusal.value)


def test_the_words_of_a_sent_letter_are_forgotten_at_once_and_the_row_later(
    smtp_server, run_worker
):
    letter = write()
    run_worker()
    letter.refresh_from_db()
    assert (letter.state, letter.text) == (Letter.State.SENT, "")
    assert forget_sent_letters(before=timezone.now() - timedelta(days=1)) == 0
    assert forget_sent_letters(before=timezone.now() + timedelta(days=1)) == 1


def test_a_letter_erased_while_it_waited_is_not_sent(smtp_server, run_worker):
    write()
    Letter.objects.written_to("Lettrice@posta.example").delete()
    run_worker()
    assert not smtp_server.messages
