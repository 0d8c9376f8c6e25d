"""An attachment whose file is lost: whoever moderates is told in Italian."""

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.stories.attachment import Attachment
from tests.uploads import made_pdfs
from tests.voices import story_words

pytestmark = pytest.mark.django_db
PDF = made_pdfs.one_page()


@pytest.fixture
def paper(client) -> Attachment:
    words = story_words() | {"attachments": [SimpleUploadedFile("scontrino.pdf", PDF)]}
    client.post("/raccontaci-la-tua-storia/", words)
    return Attachment.objects.get()


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("loss", [Path.unlink, _a_folder], ids=["gone", "a folder"])
def test_a_lost_file_is_a_page_in_italian(client, editor, paper, loss):
    loss(Path(paper.file.path))
    client.force_login(editor)
    answer = client.get(f"/riservati/{paper.pk}/")
    assert answer.status_code == 404
    assert "Il file di questo allegato non c’è più" in answer.text
    assert "scontrino.pdf" in answer.text


def test_a_row_without_the_name_of_a_file_is_the_same_page(client, editor, paper):
    Attachment.objects.update(file="")
    client.force_login(editor)
    assert "non c’è più" in client.get(f"/riservati/{paper.pk}/").text


def test_what_is_private_is_our_own_user_s_alone(paper, settings):
    assert stat.S_IMODE(Path(paper.file.path).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(settings.PRIVATE_ROOT).stat().st_mode) == 0o700
