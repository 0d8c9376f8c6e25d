"""What a reader proves with is kept as it can be read: greys, inks, shapes, long screens."""

import pytest
from PIL import Image

from guides.stories.attachment_files import AttachmentRefused, examine
from guides.uploads.images import AS_A_PROOF, ImageRefused, clean
from tests.uploads.bombs import encoded
from tests.uploads.pictures import a_picture, opened
from tests.uploads.profiles import INK

NEAR = 4  # of 255: WebP is lossy


def a_ramp(mode: str = "I;16") -> Image.Image:
    """Sixteen bits of grey from black to white, left to right."""
    row = b"".join((value * 257).to_bytes(2, "little") for value in range(256) for _ in range(2))
    return Image.frombytes("I;16", (512, 16), row * 16)


def greys(content: bytes) -> list[int]:
    seen = opened(content).convert("L")
    return [seen.getpixel((x, 8)) for x in range(0, 512, 2)]


def test_sixteen_bits_of_grey_keep_the_whole_ramp():
    for kept in (clean(encoded(a_ramp(), "PNG")), examine(encoded(a_ramp(), "PNG"))):
        assert greys(kept.content) == pytest.approx(list(range(256)), abs=NEAR)


def test_a_clear_grey_of_sixteen_bits_stays_clear():
    sent = encoded(a_ramp(), "PNG", transparency=0)
    seen = opened(clean(sent).content)
    assert seen.mode == "RGBA"
    assert [seen.getpixel((x, 8))[3] for x in (0, 300)] == [0, 255]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_is_kept(mode):
    assert clean(encoded(a_ramp().convert("L").convert(mode), "PNG")).width == 512


def test_a_transparent_palette_stays_transparent():
    picture = Image.new("P", (60, 40), 1)
    picture.putpalette([0, 0, 0, 200, 30, 30])
    picture.paste(0, (0, 0, 30, 40))
    seen = opened(clean(encoded(picture, "PNG", transparency=0)).content)
    assert (seen.getpixel((5, 20))[3], seen.getpixel((50, 20))[3]) == (0, 255)
    assert seen.getpixel((50, 20))[:3] == pytest.approx((200, 30, 30), abs=NEAR)


def test_inks_are_read_by_their_profile():
    sent = encoded(Image.new("CMYK", (60, 40), (0, 255, 0, 0)), "JPEG", icc_profile=INK)
    red, green, blue = opened(clean(sent).content).getpixel((30, 20))
    assert green > 90 > max(red, blue)


@pytest.mark.parametrize(
    ("kind", "orientation"), [*(("JPEG", n) for n in range(1, 9)), ("PNG", 6), ("WEBP", 7)]
)
def test_a_picture_stands_as_its_camera_was_held(kind, orientation):
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("red", (0, 0, 20, 20))
    undo = [None, 0, 3, 1, 5, 2, 6, 4][orientation - 1]  # Image.Transpose
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = upright if undo is None else upright.transpose(Image.Transpose(undo))
    seen = opened(clean(encoded(held, kind, exif=exif)).content)
    assert seen.size == (80, 40)
    assert seen.getpixel((8, 8))[1] < 90
    assert seen.getpixel((60, 8))[1] > 200


@pytest.mark.parametrize(
    "size",
    [(120, 16_383), (120, 16_384), (1080, 30_000), (7680, 1440)],  # WebP ends at 16,383
)
def test_a_screen_keeps_every_point_as_a_proof(size):
    paper = examine(encoded(Image.new("L", size, "white"), "PNG"))
    assert opened(paper.content).size == size
    assert paper.content_type == f"image/{paper.ending}"


def test_letters_at_the_foot_of_a_long_screen_can_still_be_read():
    screen = Image.new("L", (1080, 20_000), "white")
    for x in range(0, 1080, 4):  # strokes of two points
        screen.paste(0, (x, 19_900, x + 2, 19_950))
    seen = opened(examine(encoded(screen, "PNG")).content).convert("L")
    strokes = [seen.getpixel((x, 19_925)) for x in range(400, 440)]
    assert [value < 128 for value in strokes] == [x % 4 < 2 for x in range(400, 440)]


def test_a_screen_of_too_many_points_is_refused_with_what_to_do():
    with pytest.raises(AttachmentRefused, match="in più parti"):
        examine(encoded(Image.new("1", (1440, 30_000)), "PNG"))


def test_a_large_photograph_is_reduced_to_what_can_still_be_read():
    image = clean(a_picture("JPEG", size=(4000, 3000)), AS_A_PROOF)
    assert (image.width, image.height) == (2880, 2160)


def test_a_page_takes_a_tall_picture_whole_and_says_when_it_cannot():
    assert clean(encoded(Image.new("L", (1080, 8000)), "PNG")).height == 8000
    assert clean(encoded(Image.new("L", (3200, 9000)), "PNG")).height == 4500
    with pytest.raises(ImageRefused, match="dividila in più parti"):
        clean(encoded(Image.new("1", (1080, 20_000)), "PNG"))
