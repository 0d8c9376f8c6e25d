"""The picture that a shared link shows: the guide's title on our paper, drawn once an edition."""

import hashlib
import json
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # what Open Graph readers crop least
MARGIN = 80
PAPER, INK, GREEN, GREY = "#faf7f2", "#1d1b18", "#0b5d4b", "#5d574d"
FONT = Path(__file__).with_name("texgyrepagella-bold.otf")
TITLE_SIZES = (84, 72, 62, 54, 46)
MOST_LINES = 4


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def draw(*, title: str, site_name: str, note: str) -> bytes:
    """A PNG of SIZE pixels: the site's name, the title, and a line under it."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((MARGIN, 64), site_name, font=_font(40), fill=GREEN)
    pen.rectangle((MARGIN, 128, SIZE[0] - MARGIN, 132), fill=INK)
    font, lines = _fitted(title)
    pen.multiline_text((MARGIN, 172), "\n".join(lines), font=font, fill=INK, spacing=14)
    pen.text((MARGIN, SIZE[1] - 96), note, font=_font(32), fill=GREY)
    file = BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def kept(**words: str) -> BinaryIO:
    """The picture of these words, open for reading: drawn the first time they are asked for."""
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
    path = settings.DATA_DIR / "social" / f"{digest[:32]}.png"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
            unfinished.write(draw(**words))
        Path(unfinished.name).replace(path)
    return path.open("rb")


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the title takes at most MOST_LINES lines; cut if none does."""
    for size in TITLE_SIZES:
        font = _font(size)
        lines = _wrap(title, font)
        if len(lines) <= MOST_LINES:
            return font, lines
    return font, [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
