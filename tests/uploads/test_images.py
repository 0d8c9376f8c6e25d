"""Whatever is sent, what is kept is one plain WebP."""

import struct
import zlib

import pytest
from PIL import Image

from guides.uploads.images import MAX_BYTES, ImageRefused, clean
from tests.uploads.pictures import a_picture, opened


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_real_picture_becomes_a_webp_named_after_its_size(format):
    image = clean(a_picture(format))
    kept = opened(image.content)
    assert (kept.format, kept.size) == ("WEBP", (60, 40))
    assert image.name.endswith("-60x40.webp")


def test_the_same_picture_has_the_same_name():
    assert clean(a_picture()).name == clean(a_picture()).name
    assert clean(a_picture()).name != clean(a_picture(colour=(0, 0, 0))).name


def test_where_and_when_a_photograph_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Fotocamera segreta"
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 0.0)}
    image = clean(a_picture("JPEG", exif=exif, comment=b"commento segreto"))
    assert b"segret" not in image.content
    assert not opened(image.content).getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(opened(image.content).info)


def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (clean(a_picture("JPEG", exif=exif)).width, 60) == (40, 60)


def test_a_wide_picture_is_reduced_keeping_its_shape():
    image = clean(a_picture("JPEG", size=(3200, 1000)))
    assert (image.width, image.height) == (1600, 500)


def test_transparency_is_kept():
    image = clean(a_picture(mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(image.content).mode == "RGBA"


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    sent = a_picture("WEBP", size=(10, 10), save_all=True, append_images=frames)
    assert getattr(opened(clean(sent).content), "n_frames", 1) == 1


def test_what_hides_behind_a_picture_is_left_out():
    sent = a_picture("JPEG") + b"<script>alert(1)</script>PK\x03\x04"
    image = clean(sent)
    assert b"script" not in image.content
    assert b"PK\x03\x04" not in image.content


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        a_picture("GIF", mode="P", colour=1),
        a_picture("GIF", mode="P", colour=1) + b"/*<script>alert(1)</script>*/",
        a_picture("BMP"),
        a_picture("TIFF"),
        a_picture("PNG")[:60],
        a_picture("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%PDF-1.7",
    ],
)
def test_what_is_not_one_of_the_four_kinds_is_refused_in_italian(sent):
    with pytest.raises(ImageRefused, match="servono PNG, JPEG, WebP, AVIF o HEIC"):
        clean(sent)


def test_a_heavy_file_is_refused():
    with pytest.raises(ImageRefused, match="8 MB"):
        clean(a_picture() + b"\0" * MAX_BYTES)


@pytest.mark.parametrize("side", [7_000, 12_000, 60_000])
def test_a_small_file_that_opens_into_a_huge_picture_is_refused_before_decoding(side):
    with pytest.raises(ImageRefused, match="40 milioni"):
        clean(_a_bomb(side))


def _a_bomb(side: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
