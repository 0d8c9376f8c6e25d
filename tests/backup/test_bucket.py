"""With files in a bucket a backup holds them too, and puts them back where they were."""

import hashlib
import os
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError

from guides.archive.folder import NewFolder
from guides.backup.files import Earlier, Files
from guides.backup.manifest import manifest_of
from guides.stories.models import Story
from guides.uploads.bucket import Bucket
from guides.uploads.images import clean
from guides.uploads.pictures import note
from guides.uploads.storage import private_storage, public_pictures, store_picture
from tests.backup.conftest import a_paper, backed_up, restored
from tests.uploads.a_bucket import NAME, names
from tests.uploads.pictures import a_picture
from tests.voices import a_story

pytestmark = pytest.mark.usefixtures("site", "files")


@pytest.fixture
def paper():
    return a_paper(a_story())


@pytest.fixture
def picture():
    return note(store_picture(clean(a_picture())))


def test_its_files_are_in_the_backup_with_their_hashes(folder, paper, picture):
    backup = backed_up(folder)
    assert (backup / "allegati" / paper.file.name).read_bytes() == b"%PDF-1.4 segreto"
    inside = (backup / "immagini" / picture.name).read_bytes()
    assert inside == public_pictures().open(picture.name).read()
    noted = (backup / "impronte.txt").read_text()
    assert f"{hashlib.sha256(inside).hexdigest()}  immagini/{picture.name}" in noted
    assert manifest_of(backup).allegati == 1


def test_memory_holds_one_file_at_a_time(tmp_path):
    for number in range(12):
        private_storage().save(f"{number}.pdf", ContentFile(bytes([number]) * 2_000_000))
    _files_into(tmp_path / "prima")  # what the library reads once, it has read
    tracemalloc.start()
    assert _files_into(tmp_path / "seconda") == 12
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000  # of 24


def _files_into(place) -> int:
    with NewFolder(place) as new:
        Files(new, Earlier()).take()
    return len(new.hashes)


def test_what_was_lost_or_spoilt_is_put_back_and_what_is_right_stays(files, folder, paper, picture):
    right = a_paper(a_story(), b"%PDF-1.4 un altro")
    backup = backed_up(folder)
    files.delete_object(Bucket=NAME, Key=f"riservati/{paper.file.name}")
    files.put_object(Bucket=NAME, Key=f"media/{picture.name}", Body=b"rot")
    since = files.head_object(Bucket=NAME, Key=f"riservati/{right.file.name}")["LastModified"]
    said = restored(backup, overwrite=True)
    assert "file al loro posto: 3" in said
    assert private_storage().open(paper.file.name).read() == b"%PDF-1.4 segreto"
    assert public_pictures().open(picture.name).read() == clean(a_picture()).content
    after = files.head_object(Bucket=NAME, Key=f"riservati/{right.file.name}")["LastModified"]
    assert after == since


def test_what_has_not_changed_is_shared_and_not_even_sent_again(folder, paper, monkeypatch):
    name = f"allegati/{paper.file.name}"
    first = backed_up(folder)
    os.rename(first, first := first.with_name("2026-01-01T000000Z"))
    with monkeypatch.context() as patch:
        patch.setattr(Bucket, "_open", lambda *_: pytest.fail("it was sent"))
        second = backed_up(folder)
    assert (first / name).stat().st_ino == (second / name).stat().st_ino
    os.rename(second, second := second.with_name("2026-01-02T000000Z"))
    (second / name).write_bytes(b"rot")
    third = backed_up(folder)
    assert (third / name).read_bytes() == b"%PDF-1.4 segreto"


def test_a_file_that_the_bucket_lost_is_named(files, folder, paper, capsys):
    files.delete_object(Bucket=NAME, Key=f"riservati/{paper.file.name}")
    backup = backed_up(folder)
    assert manifest_of(backup).mancavano == [paper.file.name]


def test_a_bucket_that_does_not_answer_is_said_and_no_backup_is_there(folder, paper, files_away):
    with pytest.raises(CommandError) as refused:
        backed_up(folder)
    assert "il secchio «archivio»" in str(refused.value)
    assert not [place for place in folder.iterdir() if place.is_dir()]
    files_away()
    assert backed_up(folder)


def test_a_restore_with_the_bucket_away_leaves_the_site_as_it_was(
    folder, paper, monkeypatch, settings, request
):
    backup = backed_up(folder)
    a_story(title="Di oggi")
    request.getfixturevalue("files_away")
    with pytest.raises(CommandError) as refused:
        restored(backup, overwrite=True)
    assert "come prima" in str(refused.value)
    assert Story.objects.filter(title="Di oggi").exists()
    assert names(request.getfixturevalue("files"))
