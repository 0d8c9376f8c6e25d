"""Private proofs: checked by content, kept through errors and preview, seen by staff only."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from guides.privacy.retention import forget_old_data
from guides.stories.attachment import Attachment
from guides.stories.attachment_files import MAX_BYTES, AttachmentRefused, examine
from guides.stories.models import Story
from tests.uploads import made_pdfs
from tests.voices import story_words

FORM = "/raccontaci-la-tua-storia/"
PDF = made_pdfs.one_page()


def picture(kind: str = "JPEG", size=(40, 30), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


def a_file(content: bytes = PDF, name: str = "scontrino.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_an_image_keeps_its_pixels_and_nothing_else():
    exif = Image.Exif()
    exif[0x010F] = "Fotocamera di Mario"
    paper = examine(picture(exif=exif) + b"<script>alert(1)</script>")
    assert paper.content_type == "image/webp"
    assert b"Fotocamera" not in paper.content
    assert b"script" not in paper.content
    assert Image.open(io.BytesIO(paper.content)).size == (40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a;<script>alert(1)</script>",
        b"MZ\x90\x00 un programma",
        b"PK\x03\x04 un archivio",
        b"%PDF-1.7 senza fine",
        b"<script>/*%PDF-1.7 startxref %%EOF",
        picture()[:200],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"x" * (MAX_BYTES + 1),
    ],
)
def test_what_is_not_a_whole_image_or_pdf_is_refused(content):
    with pytest.raises(AttachmentRefused):
        examine(content)


@pytest.mark.django_db
class TestThroughTheForm:
    def post(self, client, files=(), **words):
        return client.post(FORM, story_words(**words) | {"attachments": list(files)})

    def draft_of(self, response) -> str:
        return response.context["form"].signed_draft

    def test_attachments_survive_an_error_the_preview_and_the_way_back(self, client):
        page = self.post(client, [a_file()], title="")
        assert page.status_code == 422
        assert "scontrino.pdf" in page.content.decode()
        preview = self.post(client, [a_file(picture(), "foto.jpg")], bozza=self.draft_of(page))
        assert "scontrino.pdf" in preview.content.decode()
        assert "foto.jpg" in preview.content.decode()
        back = self.post(client, bozza=self.draft_of(preview), modifica="1")
        assert "scontrino.pdf" in back.content.decode()
        sent = self.post(client, bozza=self.draft_of(preview), invia="1")
        assert sent.status_code == 302
        assert Story.objects.get().attachments.count() == 2

    def test_a_repeated_sending_is_still_one_story_with_its_attachments(self, client):
        preview = self.post(client, [a_file()])
        words = story_words(bozza=self.draft_of(preview), invia="1")
        first, second = client.post(FORM, words), client.post(FORM, words)
        assert first["Location"] == second["Location"]
        assert Story.objects.get().attachments.count() == 1

    def test_the_fifth_is_refused_with_a_sentence_and_the_four_are_kept(self, client):
        files = [
            a_file(made_pdfs.written(made_pdfs.a_document(n)), f"{n}.pdf") for n in range(1, 6)
        ]
        page = self.post(client, files)
        assert page.status_code == 422
        assert "al massimo 4" in page.content.decode()
        assert Attachment.objects.count() == 4

    def test_a_file_that_is_something_else_is_refused_by_name(self, client):
        page = self.post(client, [a_file(b"<script>", "foto.jpg")])
        assert page.status_code == 422
        assert "«foto.jpg»: Questo file non è un’immagine" in page.content.decode()
        assert not Attachment.objects.exists()

    def test_one_can_be_taken_away(self, client):
        page = self.post(client, [a_file()])
        paper = Attachment.objects.get()
        self.post(client, bozza=self.draft_of(page), togli=str(paper.pk), modifica="1")
        assert not Attachment.objects.exists()

    def test_nobody_takes_away_the_attachments_of_others(self, client):
        self.post(client, [a_file()])
        self.post(client, togli=str(Attachment.objects.get().pk), bozza="inventata")
        assert Attachment.objects.exists()

    def test_more_than_the_whole_form_can_hold_is_a_clear_413(self, client):
        page = client.post(FORM, story_words(), headers={"Content-Length": str(41 * 1024 * 1024)})
        assert page.status_code == 413
        assert "40 MB" in page.content.decode()

    def test_only_staff_with_the_permission_sees_one(self, client, editor, django_user_model):
        self.post(client, [a_file(), a_file(picture(), "foto.jpg")])
        pdf, photo = Attachment.objects.order_by("pk")
        address = f"/riservati/{pdf.pk}/"
        assert client.get(address)["Location"].startswith("/admin/login/")
        colleague = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
        client.force_login(colleague)
        assert client.get(address).status_code == 403
        colleague.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
        seen = client.get(address)
        with pdf.file.open() as kept:
            assert b"".join(seen.streaming_content) == kept.read()
        assert seen["Content-Disposition"].startswith("attachment")
        assert seen["Content-Security-Policy"].startswith("sandbox")
        assert seen["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in seen["Cache-Control"]
        shown = client.get(f"/riservati/{photo.pk}/")
        assert shown["Content-Type"] == "image/webp"
        assert b"".join(shown.streaming_content)  # read to its end, which closes the file

    def test_no_public_address_leads_to_the_folder(self, client, settings):
        self.post(client, [a_file()])
        paper = Attachment.objects.get()
        assert Path(settings.PRIVATE_ROOT) in Path(paper.file.path).parents
        assert Path(settings.MEDIA_ROOT) not in Path(paper.file.path).parents
        for address in (f"/media/{paper.file.name}", f"/static/{paper.file.name}"):
            assert client.get(address).status_code == 404
        with pytest.raises(ValueError, match="URL"):
            paper.file.url  # noqa: B018

    def test_a_draft_never_sent_is_forgotten_with_its_files(
        self, client, django_capture_on_commit_callbacks
    ):
        self.post(client, [a_file()])
        paper = Attachment.objects.get()
        what = "allegati di storie mai inviate"
        assert forget_old_data()[what] == 0
        Attachment.objects.update(received_at=timezone.now() - timedelta(days=2))
        with django_capture_on_commit_callbacks(execute=True):
            assert forget_old_data()[what] == 1
        assert not Path(paper.file.path).exists()

    def test_after_a_year_a_storys_attachments_are_forgotten(self, client):
        page = self.post(client, [a_file()])
        self.post(client, bozza=self.draft_of(page), invia="1")
        Attachment.objects.update(received_at=timezone.now() - timedelta(days=364))
        assert forget_old_data()["allegati di storie"] == 0
        Attachment.objects.update(received_at=timezone.now() - timedelta(days=366))
        assert forget_old_data()["allegati di storie"] == 1
        assert Story.objects.exists()

    def test_erasing_a_story_deletes_its_files(self, client, django_capture_on_commit_callbacks):
        page = self.post(client, [a_file()])
        self.post(client, bozza=self.draft_of(page), invia="1")
        story = Story.objects.get()
        path = Path(story.attachments.get().file.path)
        assert path.exists()
        with django_capture_on_commit_callbacks(execute=True):
            story.erase()
        assert not path.exists()
        assert not Attachment.objects.exists()
