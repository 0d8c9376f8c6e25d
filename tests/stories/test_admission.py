"""A file that anybody may send is looked at and kept only after token, trap, limits and room."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from guides.spam.models import Attempt
from guides.stories import draft
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from guides.uploads import admission, decoding
from tests.uploads import made_pdfs
from tests.uploads.pictures import a_picture
from tests.voices import WORDS, story_words

pytestmark = pytest.mark.django_db
FORM = "/raccontaci-la-tua-storia/"
PDF = made_pdfs.one_page()


def some_files() -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile("scontrino.pdf", PDF),
        SimpleUploadedFile("foto.png", a_picture()),
    ]


def send(client, *, address: str = "203.0.113.7", files=None, **words):
    sent = story_words(**words) | {"attachments": some_files() if files is None else files}
    return client.post(FORM, sent, REMOTE_ADDR=address)


def kept(settings) -> list[Path]:
    folder = Path(settings.PRIVATE_ROOT)
    return list(folder.rglob("*")) if folder.exists() else []


@pytest.fixture
def no_decoder(monkeypatch):
    """To decode anything would be a failure."""

    def never(*arguments) -> None:
        raise AssertionError("a picture was decoded")

    monkeypatch.setattr(decoding, "redraw", never)


def turned_away(page, settings, *, status: int, because: str) -> None:
    assert page.status_code == status
    assert "Gli allegati («scontrino.pdf», «foto.png») non sono stati conservati" in page.text
    assert because in page.text
    for word in ("Conguaglio di tre anni", WORDS, "Contatore verde"):
        assert word in page.text
    assert not Attachment.objects.exists()
    assert not kept(settings)


@pytest.mark.parametrize("press", [{}, {"invia": "1"}, {"modifica": "1"}], ids=str)
@pytest.mark.parametrize("title", ["Pacco", ""])
def test_without_a_token_no_file_is_kept_and_every_word_comes_back(
    client, settings, no_decoder, press, title
):
    page = send(client, gettone="inventato", title=title or "Conguaglio di tre anni", **press)
    assert page.status_code == 422
    assert "non sono stati conservati" in page.text
    assert WORDS in page.text
    assert not kept(settings)
    assert not Attempt.objects.filter(act="upload").exists()


def test_the_token_that_comes_back_lets_the_files_in(client):
    page = send(client, gettone="")
    again = send(client, gettone=page.context["form"]["gettone"].value())
    assert again.status_code == 200
    assert "Rileggi la tua storia" in again.text
    assert Attachment.objects.count() == 2


def test_behind_a_filled_trap_no_file_is_kept(client, settings, no_decoder):
    page = send(client, sito_web="https://spam.example")
    turned_away(page, settings, status=422, because="una persona non vede")


def test_with_an_error_and_a_good_token_the_files_stay(client):
    page = send(client, title="")
    assert page.status_code == 422
    assert Attachment.objects.count() == 2
    assert "scontrino.pdf" in page.text


def test_a_network_sends_files_so_often_and_then_words_alone(client, settings, no_decoder):
    settings.PUBLIC_POST_LIMITS = {"upload": [(2, timedelta(minutes=10))]}
    for _ in range(2):
        send(client, files=[SimpleUploadedFile("a.pdf", PDF)])
    Attachment.objects.all().delete()
    for file in kept(settings):
        file.unlink()
    page = send(client)
    turned_away(page, settings, status=429, because="molti in poco tempo")
    assert 0 < int(page["Retry-After"]) <= 600
    assert send(client, address="198.51.100.1", files=[some_files()[0]]).status_code == 200
    assert send(client, files=[], invia="1").status_code == 302
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("setting", "others"),
    [("UPLOADED_BYTES_A_NETWORK", 200), ("UPLOADED_BYTES_A_DAY", 429)],
)
def test_bytes_have_a_budget_a_day_for_a_network_and_for_all(client, settings, setting, others):
    setattr(settings, setting, 100_000)
    heavy = [SimpleUploadedFile("a.pdf", PDF + b" " * 60_000)]
    assert send(client, files=heavy).status_code == 200
    heavy[0].seek(0)
    assert send(client, files=heavy).status_code == 429
    heavy[0].seek(0)
    assert send(client, files=heavy, address="198.51.100.1").status_code == others
    Attempt.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    heavy[0].seek(0)
    assert send(client, files=heavy).status_code == 200


def test_refused_posts_leave_nothing_on_the_disk_however_many(client, settings):
    for _ in range(20):
        send(client, gettone="", files=[SimpleUploadedFile("a.pdf", PDF + b" " * 100_000)])
    assert not kept(settings)


def test_the_disk_keeps_its_free_space(client, settings, no_decoder):
    settings.LEAST_FREE_BYTES = 2**60
    page = send(client)
    turned_away(page, settings, status=503, because="non abbiamo spazio")
    assert page["Retry-After"]


def test_a_disk_that_refuses_is_said_and_every_word_comes_back(client, monkeypatch):
    def full(*arguments, **keywords):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Attachment, "store", full)
    page = send(client)
    assert page.status_code == 422
    assert "«foto.png»: non siamo riusciti a conservarlo" in page.text
    assert WORDS in page.text


def test_files_that_take_too_long_together_are_left_for_another_time(client, monkeypatch):
    monkeypatch.setattr(draft, "PATIENCE", -1)
    page = send(client)
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "«foto.png»: In questo momento stiamo preparando altre immagini" in page.text
    assert WORDS in page.text


def test_an_editor_s_picture_waits_for_room_too(client, editor, settings):
    settings.LEAST_FREE_BYTES = 2**60
    client.force_login(editor)
    answer = client.post("/markdownx/upload/", {"image": some_files()[1]})
    assert answer.status_code == 503
    assert "spazio" in answer.json()["error"]


def test_the_free_space_is_that_of_the_folder_s_disk_before_the_folder_is_there(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "a" / "b"
    assert admission.has_room_for(1)
