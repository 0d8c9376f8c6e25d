"""Pictures of the folder go through the same narrow door as an editor's."""

import pytest

from guides.guide.models import Guide
from guides.uploads.images import ALT_TO_WRITE
from guides.uploads.pictures import Picture
from guides.wordpress.models import Imported
from tests.uploads.pictures import a_picture as picture
from tests.wordpress.exports import SITE, a_picture, a_post, an_export, bring_in, meta

pytestmark = pytest.mark.django_db
UPLOADS = f"{SITE}/wp-content/uploads"


@pytest.fixture(params=["", "uploads", "wp-content/uploads"])
def media(request, tmp_path):
    folder = tmp_path / "copia" / request.param / "2019/05"
    folder.mkdir(parents=True)
    (folder / "pacco.png").write_bytes(picture("PNG", size=(80, 40)))
    return tmp_path / "copia"


def body_of(tmp_path, media, html: str, *more: str) -> str:
    path = an_export(tmp_path, *more, a_post(1, html))
    bring_in(path, "--media", str(media))
    return Guide.objects.get().sections.get().body


def is_served(client, address: str) -> bool:
    response = client.get(address)
    return response.status_code == 200 and bool(response.getvalue())  # read, it closes its file


def test_a_picture_of_a_text_is_brought_whole_with_its_words(tmp_path, media, client):
    html = f'<img class="wp-image-30" src="{UPLOADS}/2019/05/pacco-300x200.png" alt="Il pacco">'
    body = body_of(tmp_path, media, html, a_picture(30, "2019/05/pacco.png"))
    found = Picture.objects.get()
    assert body == f"![Il pacco]({found.address})"
    assert (found.width, found.height) == (80, 40)
    assert found.sent_as == "pacco.png"
    assert is_served(client, found.address)
    for old in ("pacco.png", "pacco-300x200.png"):
        assert client.get(f"/wp-content/uploads/2019/05/{old}")["Location"] == found.address


@pytest.mark.parametrize("media", ["uploads"], indirect=True)
@pytest.mark.parametrize(
    ("alt", "of_the_attachment", "kept"),
    [("", "Dalla libreria", "Dalla libreria"), ("", "", ALT_TO_WRITE), ("pacco", "", ALT_TO_WRITE)],
)
def test_words_come_from_the_library_and_a_files_name_is_none(
    tmp_path, media, alt, of_the_attachment, kept
):
    html = f'<img src="{UPLOADS}/2019/05/pacco.png" alt="{alt}">'
    body = body_of(tmp_path, media, html, a_picture(30, "2019/05/pacco.png", of_the_attachment))
    assert body.startswith(f"![{kept}](")


@pytest.mark.parametrize("media", ["uploads"], indirect=True)
def test_one_of_a_sites_network_is_found_with_or_without_the_folders_above(tmp_path, media):
    html = f'<img src="{UPLOADS}/sites/5/2019/05/pacco.png" alt="Il pacco">'
    assert body_of(tmp_path, media, html).startswith("![Il pacco](/media/immagini/")


@pytest.mark.parametrize("media", ["uploads"], indirect=True)
@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"{UPLOADS}/2019/05/manca.png", "non è nella cartella"),
        (f"{UPLOADS}/../../segreto.png", "non è nella cartella"),
        ("https://altrove.example/a.png", "non è nella cartella"),
        (f"{UPLOADS}/2019/05/finta.png", "Questo file non è un’immagine"),
    ],
)
def test_one_that_is_not_there_is_a_link_and_is_listed(tmp_path, media, source, why):
    (tmp_path / "segreto.png").write_bytes(picture("PNG"))
    (media / "uploads/2019/05/finta.png").write_bytes(b"<?php")
    body = body_of(tmp_path, media, f'<img src="{source}" alt="La foto">')
    assert body == f"[La foto]({source})"
    assert not Picture.objects.exists()
    assert why in " ".join(Imported.objects.get(number=1).notes)


@pytest.mark.parametrize("media", ["uploads"], indirect=True)
@pytest.mark.parametrize("alt", ["Una foto", ""])
def test_a_posts_own_picture_is_its_cover_if_it_has_words(tmp_path, media, client, alt):
    item = a_post(1, "Testo.", more=meta("_thumbnail_id", 30))
    path = an_export(tmp_path, item, a_picture(30, "2019/05/pacco.png", alt, parent=1))
    bring_in(path, "--media", str(media), "--publish")
    guide = Guide.objects.get()
    if alt:
        assert (guide.live.cover_alt, guide.cover_width) == ("Una foto", 80)
        assert is_served(client, f"/media/{guide.live.cover}")
        assert client.get("/?attachment_id=30")["Location"] == "/guide/articolo-1/"
    else:
        assert not guide.is_public
        assert guide.introduction.startswith(f"![{ALT_TO_WRITE}]")


@pytest.mark.parametrize("media", ["uploads"], indirect=True)
def test_twice_or_without_the_folder_and_a_dry_run(tmp_path, media):
    path = an_export(tmp_path, a_post(1, f'<img src="{UPLOADS}/2019/05/pacco.png">'),
                     a_picture(30, "2019/05/pacco.png"),
                     a_picture(31, "2019/05/altro.png"))  # fmt: skip
    bring_in(path, "--media", str(media), "--dry-run")
    assert not Picture.objects.exists()
    for _ in range(2):
        bring_in(path, "--media", str(media))
        assert Picture.objects.count() == 1
    assert [row.number for row in Imported.objects.order_by("number")] == [1, 30]
