"""A file whose row is gone goes too, today or when its storage answers again."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.stories.attachment import Attachment
from guides.uploads import pictures
from guides.uploads.images import clean
from guides.uploads.leaving import BATCH, ENOUGH, LeavingFile, NotDeleted, delete_left_over
from guides.uploads.storage import private_storage, public_pictures, store_picture
from tests.backup.conftest import a_paper
from tests.uploads.a_bucket import names
from tests.uploads.pictures import a_picture
from tests.voices import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def later(hours: float = 1) -> int:
    """What the worker's clock does so many hours on."""
    back = timezone.now() - timedelta(hours=hours)
    LeavingFile.objects.update(since=back)
    return delete_left_over.func()


def test_what_a_bucket_did_not_delete_goes_when_it_answers_again(files, committed, request):
    paper, picture = a_paper(a_story()), pictures.note(store_picture(clean(a_picture())))
    answers_again = request.getfixturevalue("files_away")
    with committed():
        paper.delete()
        picture.delete()
    assert later() == 0
    answers_again()
    assert len(names(files)) == 2
    assert later() == 2
    assert names(files) == []
    assert not LeavingFile.objects.exists()


def test_a_story_that_its_author_erases_takes_its_file_along_later(files, committed, request):
    story = a_story()
    a_paper(story)
    answers_again = request.getfixturevalue("files_away")
    with committed():
        story.erase()
    assert not Attachment.objects.exists()
    answers_again()
    later()
    assert names(files) == []


def test_a_process_that_dies_after_the_commit_has_written_the_name_down():
    paper = a_paper(a_story())
    name = paper.file.name
    paper.delete()  # what follows the commit never runs here
    assert private_storage().exists(name)
    assert delete_left_over.func() == 0  # whoever deleted it may still be at it
    assert later() == 1
    assert not private_storage().exists(name)


def test_a_change_that_is_rolled_back_lets_nothing_go(committed):
    paper = a_paper(a_story())
    with committed(), transaction.atomic():
        paper.delete()
        transaction.set_rollback(True)
    assert private_storage().exists(paper.file.name)
    assert not LeavingFile.objects.exists()


def test_a_picture_that_somebody_sends_again_meanwhile_stays():
    name = store_picture(clean(a_picture()))
    pictures.note(name).delete()
    pictures.note(store_picture(clean(a_picture())))
    assert later() == 1
    assert public_pictures().exists(name)


def test_a_storage_that_is_away_is_asked_three_times_and_a_stuck_file_comes_last(monkeypatch):
    def away(self, name):
        asked.append(name)
        raise OSError

    asked: list[str] = []
    for number in range(5):
        private_storage().save(f"{number}.pdf", ContentFile(b"x"))
        LeavingFile.objects.create(name=f"{number}.pdf", is_private=True)
    with monkeypatch.context() as patch:
        patch.setattr(type(private_storage()), "delete", away)
        later()
    assert asked == ["0.pdf", "1.pdf", "2.pdf"]
    assert len(asked) == ENOUGH < BATCH
    left = LeavingFile.objects.left_over().values_list("name", flat=True)
    assert list(left) == ["3.pdf", "4.pdf", *asked]
    assert later() == 5


def test_one_that_waits_for_a_day_is_an_error_that_somebody_is_told_of(monkeypatch):
    def away(self, name):
        raise OSError

    LeavingFile.objects.create(name="x.pdf", is_private=True)
    monkeypatch.setattr(type(private_storage()), "delete", away)
    later(hours=23)
    with pytest.raises(NotDeleted):
        later(hours=25)


def test_a_file_without_its_row_does_not_stay(monkeypatch):
    """Two copies of one file are sent at once: the second finds the first one's row."""
    first = a_paper(a_story())
    draft = Attachment.objects.filter(pk=first.pk)
    second = Attachment(
        draft="0" * 32, name="x", content_type="application/pdf", size=1, digest=first.digest
    )
    draft.update(draft="0" * 32)
    second.file.save("prova.pdf", ContentFile(b"%PDF-1.4 segreto"), save=False)
    assert second._with_its_row() == first
    assert not private_storage().exists(second.file.name)
    second.draft = second.story = None
    second.file.save("prova.pdf", ContentFile(b"x"), save=False)
    with pytest.raises(IntegrityError):
        second._with_its_row()
    assert not private_storage().exists(second.file.name)
