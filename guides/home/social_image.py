"""The picture that a shared link shows: the guide's title on our paper, drawn once an edition."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from guides.text.canonical import tidy

SIZE = (1200, 630)  # what Open Graph readers crop least
MARGIN = 80
TOP, BOTTOM = 172, 510  # where the title stands
PAPER, INK, GREEN, GREY = "#faf7f2", "#1d1b18", "#0b5d4b", "#5d574d"
FONT = Path(__file__).with_name("texgyrepagella-bold.otf")
TITLE_SIZES = (84, 72, 62, 54, 46, 40)
MARK = 64  # pixels, beside the site's name
DRAWN_SO = 2  # raised when the drawing changes: kept pictures are then drawn anew
MOST_KEPT = 5_000  # pictures, some 15 kB each
LEADING = 1.22  # from one line to the next, in units of the type's size


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _is_drawn(sign: str) -> bool:
    """Whether the type has it: what it lacks, as an emoji, would be an empty box."""
    return sign.isspace() or bytes(_font(40).getmask(sign)) != bytes(_font(40).getmask("\uffff"))


def draw(*, title: str, site_name: str, note: str) -> bytes:
    """A PNG of SIZE pixels: the site's name, the title, and a line under it."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    _draw_mark(pen)
    pen.text((MARGIN + MARK + 24, 64), _drawable(site_name), font=_font(40), fill=GREEN)
    pen.rectangle((MARGIN, 128, SIZE[0] - MARGIN, 132), fill=INK)
    size, lines = _fitted(_drawable(title))
    for number, line in enumerate(lines):
        place = (MARGIN, TOP + round(number * size * LEADING))
        pen.text(place, line, font=_font(size), fill=INK)
    pen.text((MARGIN, SIZE[1] - 96), note, font=_font(32), fill=GREY)
    file = BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_mark(pen: ImageDraw.ImageDraw) -> None:
    """favicon.svg's window and slot, on its grid of sixteen."""
    unit = MARK // 16

    def box(left: int, top: int, right: int, bottom: int) -> tuple[int, ...]:
        x, y = MARGIN, 48
        return x + left * unit, y + top * unit, x + right * unit - 1, y + bottom * unit - 1

    pen.rounded_rectangle(box(0, 0, 16, 16), 2 * unit, fill=GREEN)
    pen.rectangle(box(3, 2, 13, 10), fill=PAPER)
    pen.pieslice(box(6, 8, 10, 12), 180, 360, fill=GREEN)
    pen.rectangle(box(3, 11, 13, 14), fill=PAPER)


def kept(**words: str) -> bytes:
    """The picture of these words: drawn the first time they are asked for."""
    drawing = json.dumps([DRAWN_SO, words], sort_keys=True)
    digest = hashlib.sha256(drawing.encode()).hexdigest()
    path = settings.DATA_DIR / "social" / f"{digest[:32]}.png"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    picture = draw(**words)
    path.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        unfinished.write(picture)
    Path(unfinished.name).replace(path)
    _delete_the_oldest(path.parent)
    return picture


def _delete_the_oldest(folder: Path) -> None:
    """Pictures of old editions are never asked for again."""
    with suppress(FileNotFoundError):  # another process is at it
        pictures = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime_ns)
        for picture in pictures[:-MOST_KEPT]:
            picture.unlink()


def _drawable(text: str) -> str:
    composed = unicodedata.normalize("NFC", tidy(text))
    return " ".join("".join(sign for sign in composed if _is_drawn(sign)).split())


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest type in which the whole title has room; cut in the smallest, if in none."""
    for size in TITLE_SIZES:
        lines = _wrap(title, _font(size))
        most = int((BOTTOM - TOP) / (size * LEADING))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1]}…"]


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in _breakable(text.split(), font):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _breakable(words: list[str], font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The words, one that is longer than a line in pieces."""
    for word in words:
        while font.getlength(word) > SIZE[0] - 2 * MARGIN:
            fits = next(n for n in count(1) if font.getlength(word[: n + 1]) > SIZE[0] - 2 * MARGIN)
            yield word[:fits]
            word = word[fits:]
        yield word
