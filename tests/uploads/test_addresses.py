"""Who may send a picture or ask for a preview, and what /media/ gives."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.uploads.pictures import a_picture, opened

pytestmark = pytest.mark.django_db
UPLOAD, PREVIEW = "/markdownx/upload/", "/markdownx/markdownify/"


@pytest.fixture
def staff(client, editor):
    client.force_login(editor)
    return client


def a_file(content=None, name="foto.png", kind="image/png"):
    return {"image": SimpleUploadedFile(name, content or a_picture(), kind)}


def nothing_was_kept(settings) -> bool:
    return not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_an_anonymous_upload_is_refused_and_keeps_nothing(client, settings):
    answer = client.post(UPLOAD, a_file())
    assert answer.status_code == 403
    assert "accesso della redazione" in answer.json()["error"]
    assert nothing_was_kept(settings)


def test_an_anonymous_preview_is_refused(client):
    answer = client.post(PREVIEW, {"content": "**ciao**"})
    assert answer.status_code == 403
    assert "strong" not in answer.content.decode()


@pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_staff": True, "is_active": False}])
@pytest.mark.parametrize("address", [UPLOAD, PREVIEW])
def test_an_account_without_a_place_in_the_newsroom_is_refused(
    client, settings, django_user_model, fields, address
):
    client.force_login(django_user_model.objects.create_user("lettore", password="x", **fields))
    assert client.post(address, a_file() | {"content": "x"}).status_code == 403
    assert nothing_was_kept(settings)


@pytest.mark.parametrize("address", [UPLOAD, PREVIEW])
def test_another_site_cannot_make_an_editor_send_something(editor, settings, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(address, a_file() | {"content": "x"}).status_code == 403
    assert nothing_was_kept(settings)


@pytest.mark.parametrize("address", [UPLOAD, PREVIEW])
def test_only_a_post_is_answered(staff, address):
    assert staff.get(address).status_code == 405


def test_the_preview_is_what_the_site_would_show(staff):
    shown = staff.post(PREVIEW, {"content": "# Titolo\n\n<b>no</b> **sì**"}).content.decode()
    assert "<h3>Titolo</h3>" in shown
    assert "<strong>sì</strong>" in shown
    assert "<b>" not in shown


def test_the_preview_of_a_text_that_is_refused_says_why(staff):
    shown = staff.post(PREVIEW, {"content": "a" * 300_000})
    assert shown.status_code == 200
    assert "troppo lungo" in shown.content.decode()


def test_a_sent_picture_comes_back_as_markdown_and_is_served(staff, client):
    answer = staff.post(UPLOAD, a_file(a_picture("JPEG"), "../../tmp/x.html", "text/html"))
    code = answer.json()["image_code"]
    assert code.startswith("![descrivi l’immagine](/media/immagini/")
    address = code.partition("(")[2].rstrip(")")
    assert address.endswith("-60x40.webp")
    client.logout()
    shown = client.get(address)
    assert shown["Content-Type"] == "image/webp"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in shown["Cache-Control"]
    assert not shown.cookies
    assert opened(b"".join(shown.streaming_content)).size == (60, 40)


def test_the_same_picture_sent_twice_has_one_address(staff):
    first, second = (staff.post(UPLOAD, a_file()).json()["image_code"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)/>", b"<html></html>", b"GIF89a..."])
def test_what_is_not_a_picture_is_refused_in_italian_and_not_kept(staff, settings, content):
    answer = staff.post(UPLOAD, a_file(content))
    assert answer.status_code == 400
    assert "PNG, JPEG, WebP, AVIF o HEIC" in answer.json()["error"]
    assert nothing_was_kept(settings)


def test_an_upload_without_a_file_is_refused(staff):
    assert staff.post(UPLOAD).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/immagini/",
        "/media/immagini/segreto.txt",
        "/media/immagini/../../db.sqlite3",
        "/media/immagini/%2e%2e/%2e%2e/secret_key",
        "/media/riservati/0123456789abcdef-10x10.webp",
        "/media/0123456789abcdef-10x10.webp",
        "/media/immagini/0123456789abcdef-10x10.webp",
    ],
)
def test_media_gives_nothing_but_public_pictures(client, settings, address):
    for folder in ("riservati", "immagini"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
    (settings.MEDIA_ROOT / "immagini" / "segreto.txt").write_text("x")
    private = settings.MEDIA_ROOT / "riservati" / "0123456789abcdef-10x10.webp"
    private.write_bytes(a_picture("WEBP"))
    assert client.get(address).status_code == 404
