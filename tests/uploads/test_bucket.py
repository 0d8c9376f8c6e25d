"""Uploads on S3-compatible storage: the site answers them, and nothing in the bucket is public."""

from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from guides.stories.attachment import Attachment
from guides.uploads import storage
from guides.uploads.pictures import Picture
from guides.uploads.storage import public_pictures
from tests.uploads import made_pdfs
from tests.uploads.a_bucket import names
from tests.uploads.pictures import a_picture, opened
from tests.voices import story_words

pytestmark = pytest.mark.django_db
FORM = "/raccontaci-la-tua-storia/"


def test_a_picture_is_kept_there_and_answered_by_the_site(files, client, editor, settings):
    client.force_login(editor)
    sent = {"image": SimpleUploadedFile("foto.png", a_picture())}
    code = client.post("/markdownx/upload/", sent).json()["image_code"]
    address = code.partition("(")[2].rstrip(")")
    assert address.startswith("/media/immagini/")
    assert f"media/{address.removeprefix('/media/')}" in names(files)
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))
    client.logout()
    shown = client.get(address)
    assert opened(b"".join(shown.streaming_content)).size == (60, 40)
    assert "immutable" in shown["Cache-Control"]
    assert shown["Content-Security-Policy"].startswith("sandbox")
    assert client.get("/media/immagini/0123456789abcdef-10x10.webp").status_code == 404


def test_the_bucket_is_made_once(files, settings):
    settings.FILES = settings.FILES | {"bucket_name": "nuovo"}
    storage._bucket.cache_clear()
    said = StringIO()
    for _ in range(2):
        call_command("make_bucket", stdout=said)
    assert said.getvalue().splitlines() == ["Secchio creato.", "Il secchio c’era già."]
    assert "nuovo" in [one["Name"] for one in files.list_buckets()["Buckets"]]


def test_a_deleted_picture_is_gone_from_there(files, django_capture_on_commit_callbacks):
    from guides.uploads import images, pictures

    name = storage.store_picture(images.clean(a_picture(size=(31, 31))))
    picture = pictures.note(name)
    assert picture.weight > 0
    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.get(pk=picture.pk).delete()
    assert f"media/{name}" not in names(files)


def test_an_attachment_is_private_there_too(files, client, editor, settings):
    sent = [SimpleUploadedFile("scontrino.pdf", made_pdfs.one_page())]
    client.post(FORM, story_words() | {"attachments": sent})
    paper = Attachment.objects.get()
    (name,) = [name for name in names(files) if name.startswith("riservati/")]
    assert name == f"riservati/{paper.file.name}"
    grants = files.get_object_acl(Bucket="archivio", Key=name)["Grants"]
    assert not [grant for grant in grants if "URI" in grant["Grantee"]]
    with pytest.raises(ValueError, match="URL"):
        paper.file.url  # noqa: B018
    assert client.get(f"/media/{paper.file.name}").status_code == 404
    assert client.get(f"/riservati/{paper.pk}/").status_code == 302
    editor.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    client.force_login(editor)
    seen = client.get(f"/riservati/{paper.pk}/")
    assert b"".join(seen.streaming_content).startswith(b"%PDF-")
    assert seen["Content-Disposition"].startswith("attachment")


def test_a_storage_that_does_not_answer_is_a_sentence_with_every_word(files_away, client):
    sent = [SimpleUploadedFile("scontrino.pdf", made_pdfs.one_page())]
    page = client.post(FORM, story_words() | {"attachments": sent})
    assert page.status_code == 422
    assert "«scontrino.pdf»: non siamo riusciti a conservarlo" in page.text
    assert not Attachment.objects.exists()
    with pytest.raises(OSError, match="storage of files"):
        public_pictures().exists("immagini/x.webp")
