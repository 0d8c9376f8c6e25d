"""What is kept of a picture has the colours that a browser shows of the picture that was sent."""

import base64
import io

import pytest
from PIL import Image

from guides.uploads.images import clean
from tests.uploads.profiles import GREY, WIDE

pytestmark = pytest.mark.browser
PATCHES = [(216, 42, 23), (20, 160, 60), (40, 60, 200), (128, 128, 128), (250, 250, 250), (9, 9, 9)]
SIDE = 32
TOLERANCE = 8  # of 255: WebP is lossy, and intents differ a little
SEEN = """async (source) => {
  const picture = new Image(); picture.src = source; await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth; canvas.height = picture.naturalHeight;
  const context = canvas.getContext("2d"); context.drawImage(picture, 0, 0);
  const seen = [];
  for (let x = 16; x < canvas.width; x += 32)
    seen.push([...context.getImageData(x, 16, 1, 1).data]);
  return seen;
}"""


def patches(mode: str) -> Image.Image:
    drawn = Image.new("RGB", (SIDE * len(PATCHES), SIDE))
    for number, colour in enumerate(PATCHES):
        drawn.paste(colour, (number * SIDE, 0, (number + 1) * SIDE, SIDE))
    if mode == "I;16":
        grey = drawn.convert("L").tobytes()
        return Image.frombytes(mode, drawn.size, b"".join(bytes((v, v)) for v in grey))
    if mode in ("LA", "RGBA"):
        drawn = drawn.convert(mode)
        drawn.putalpha(200)
        return drawn
    return drawn.quantize(8) if mode == "P" else drawn.convert(mode)


def sent(mode: str, kind: str, icc: bytes | None) -> bytes:
    written = io.BytesIO()
    options = {"icc_profile": icc} if icc else {}
    lossless = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95}}.get(kind, {})
    patches(mode).save(written, kind, **options, **lossless)
    return without_adobes_marker(written.getvalue()) if icc == b"" else written.getvalue()


def without_adobes_marker(jpeg: bytes) -> bytes:
    at = jpeg.index(b"\xff\xee")
    return jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big") :]


CASES = {
    f"{mode} {kind} {name}": (mode, kind, icc)
    for mode, kind, name, icc in [
        ("RGB", "PNG", "plain", None),
        ("RGB", "PNG", "wide", WIDE),
        ("RGB", "JPEG", "wide", WIDE),
        ("RGB", "WEBP", "wide", WIDE),
        ("RGB", "AVIF", "wide", WIDE),
        ("RGBA", "PNG", "wide", WIDE),
        ("RGBA", "WEBP", "wide", WIDE),
        ("P", "PNG", "wide", WIDE),
        ("L", "PNG", "grey", GREY),
        ("L", "JPEG", "grey", GREY),
        ("LA", "PNG", "grey", GREY),
        ("L", "PNG", "wide", WIDE),
        ("LA", "PNG", "wide", WIDE),
        ("L", "JPEG", "wide", WIDE),
        ("I;16", "PNG", "plain", None),
        ("I;16", "PNG", "grey", GREY),
        ("1", "PNG", "plain", None),
        ("CMYK", "JPEG", "inverted as Adobe does", None),
        ("CMYK", "JPEG", "without Adobe’s marker", b""),
        ("RGB", "PNG", "damaged", WIDE[:200]),
        ("RGB", "PNG", "of another kind", GREY),
    ]
}


@pytest.fixture(scope="module")
def empty_page(browser):
    return browser.new_page()


@pytest.mark.parametrize("case", CASES)
def test_the_colours_are_those_that_a_browser_shows(empty_page, case):
    content = sent(*CASES[case])
    as_sent, as_kept = (
        empty_page.evaluate(SEEN, f"data:image/{kind};base64,{base64.b64encode(data).decode()}")
        for kind, data in (("png", content), ("webp", clean(content).content))
    )
    assert as_sent == [pytest.approx(colour, abs=TOLERANCE) for colour in as_kept]
