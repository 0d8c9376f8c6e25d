"""What an iPhone sends: HEIC, drawn anew like any other picture, within the same bounds."""

import io
from contextlib import suppress

import pytest
from PIL import Image, ImageCms

from guides.stories.attachment import Attachment
from guides.stories.forms import StoryForm
from guides.uploads import headers, redraw
from guides.uploads.images import ImageRefused, clean
from tests.uploads import heics
from tests.uploads.pictures import opened
from tests.uploads.profiles import WIDE
from tests.uploads.test_bounds import a_file, costing_less_than
from tests.voices import WORDS, story_words

FORM = "/raccontaci-la-tua-storia/"
RED, BLUE = (200, 30, 30), (20, 40, 200)


def colour_of(content: bytes, at=(5, 5)) -> tuple[int, ...]:
    return opened(content).convert("RGB").getpixel(at)


def is_near(colour, other) -> bool:
    return all(abs(one - two) <= 10 for one, two in zip(colour, other, strict=True))


def test_a_photograph_becomes_a_webp_like_the_others():
    image = clean(heics.a_heic())
    kept = opened(image.content)
    assert (kept.format, kept.size) == ("WEBP", (60, 40))
    assert is_near(colour_of(image.content), RED)


def test_one_made_of_tiles_as_apple_does_is_one_picture():
    image = clean(heics.a_heic((700, 300), tile_size=256))
    assert (image.width, image.height) == (700, 300)


@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60))])
def test_one_taken_sideways_stands_upright_once(orientation, size):
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = clean(heics.a_heic(exif=exif.tobytes()))
    assert (image.width, image.height) == size


def test_where_and_when_it_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Fotocamera segreta"
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 0.0)}
    sent = heics.a_heic(exif=exif.tobytes(), xmp=b"<x>luogo segreto</x>")
    assert b"segret" in sent
    image = clean(sent)
    assert b"segret" not in image.content
    assert not opened(image.content).getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(opened(image.content).info)


def test_wide_colours_are_brought_to_those_of_the_web():
    picture = Image.new("RGB", (60, 40), RED)
    picture.info["icc_profile"] = WIDE
    profiles = ImageCms.ImageCmsProfile(io.BytesIO(WIDE)), ImageCms.createProfile("sRGB")
    seen = ImageCms.profileToProfile(picture, *profiles).getpixel((5, 5))
    assert not is_near(seen, RED)
    assert is_near(colour_of(clean(heics.encoded([picture], quality=95)).content), seen)


def test_of_a_burst_the_first_is_kept():
    pictures = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE, BLUE)]
    assert is_near(colour_of(clean(heics.encoded(pictures, primary_index=0)).content), RED)


def test_transparency_is_kept():
    assert opened(clean(heics.a_heic(mode="RGBA", colour=(0, 0, 0, 0))).content).mode == "RGBA"


@pytest.mark.parametrize("side", [20_000, 60_000, 4_000_000_000])
def test_one_that_calls_itself_huge_is_refused_from_its_header(side, monkeypatch):
    sent = heics.announcing(heics.a_heic(), (side, side))
    monkeypatch.setattr("guides.uploads.decoding.PROGRAM", "/nowhere")
    with pytest.raises(ImageRefused, match="40 milioni"):
        clean(sent)


@pytest.mark.parametrize("side", [1, 100, 6_000])
def test_one_whose_size_is_a_lie_costs_no_more_than_its_bounds(side):
    sent = heics.announcing(heics.a_heic(), (side, side))
    with costing_less_than(cpu=redraw.SECONDS, memory=40_000_000), suppress(ImageRefused):
        assert clean(sent).width <= 1600


def test_one_of_very_many_tiles_or_pictures_costs_no_more_than_its_bounds():
    tiles = heics.a_heic((64 * 30, 64 * 30), tile_size=64)
    many = heics.encoded([Image.new("RGB", (64, 64), RED)] * 600)
    for sent in (tiles, many):
        with costing_less_than(cpu=redraw.SECONDS, memory=40_000_000), suppress(ImageRefused):
            clean(sent)


@pytest.mark.parametrize("kind", [b"meta", b"iprp", b"ispe", b"iloc", b"mdat", b"hvcC"])
@pytest.mark.parametrize("size", [0, 1, 7, 0xFFFFFFFF])
def test_a_box_of_a_wrong_size_is_a_sentence_or_a_picture(kind, size):
    with suppress(ImageRefused):
        assert clean(heics.with_box_size(heics.a_heic(), kind, size)).width <= 64


def test_one_cut_short_is_refused_and_never_breaks_what_reads_its_header():
    whole = heics.a_heic((300, 200))
    for length in range(0, len(whole), 7):
        headers.read(whole[:length])
    for length in (40, len(whole) // 4, len(whole) // 2):
        with pytest.raises(ImageRefused):
            clean(whole[:length])


@pytest.mark.django_db
def test_a_reader_sends_the_photograph_of_a_receipt_from_an_iphone(client):
    photo = a_file(heics.a_heic(), "IMG_1.HEIC")
    page = client.post(FORM, story_words(title="") | {"attachments": [photo]})
    assert ".heic" in str(StoryForm()["attachments"])  # what the box for files offers
    assert "IMG_1.HEIC" in page.text
    assert WORDS in page.text
    assert Attachment.objects.get().content_type == "image/webp"


@pytest.mark.django_db
def test_an_editor_drags_one_into_a_text(client, editor):
    client.force_login(editor)
    answer = client.post("/markdownx/upload/", {"image": a_file(heics.a_heic(), "IMG_1.HEIC")})
    assert answer.json()["image_code"].endswith("-60x40.webp)")
