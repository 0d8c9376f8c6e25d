"""One picture drawn anew: standard input to standard output. A program, run by decoding.py alone.

Everything that strangers' bytes can make a decoder do happens in here: with so much memory, so
many seconds, no file to write and nobody else's data. It imports nothing of ours.

    python -I -S -B redraw.py <Pillow's folder> <most width> <most of the short side> <most height>
"""

import io
import json
import os
import resource
import sys

MEMORY = 800 * 1024 * 1024  # bytes of address space: 40 million points of a WebP, held three times
SECONDS = 8  # of CPU
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")  # and HEIF, whose decoder is loaded for its files alone
LONGEST_WEBP = 16_383
QUALITIES = (82, 60, 40)  # the next one where a picture full of noise weighs more than was sent
MAX_BYTES = 8 * 1024 * 1024
NOT_A_PICTURE, TOO_TALL, EXHAUSTED = 3, 4, 5  # exit codes
ORIENTATION = 0x0112


def limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # readers first


def redraw(data: bytes, *, width: int, short_side: int, height: int):
    """First frame, upright, sRGB, reduced, no metadata: its bytes, size and type."""
    from PIL import AvifImagePlugin, Image

    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = None  # counted here, and from the header before
    with Image.open(io.BytesIO(data), formats=_formats(data)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            sys.exit(EXHAUSTED)
        turned = picture.getexif().get(ORIENTATION, 1)
        size = _reduced(_turned(picture.size, turned), width, short_side)
        if size[1] > height or max(size) > 65_500:
            sys.exit(TOO_TALL)
        return _encoded(_drawn(picture, _turned(size, turned), turned))


def _formats(data: bytes) -> tuple[str, ...]:
    """A telephone's HEIC brings depth, thumbnails and other pictures: none of them is opened."""
    if data[4:8] != b"ftyp" or b"avi" in data[8:64]:
        return FORMATS
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    return (*FORMATS, "HEIF")


def _turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return size[::-1] if orientation in (5, 6, 7, 8) else size


def _reduced(size: tuple[int, int], width: int, short_side: int) -> tuple[int, int]:
    scale = min(1, width / size[0], short_side / min(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _drawn(picture, size: tuple[int, int], orientation: int):
    """Reduced before its colours are converted: that costs memory and time for each point."""
    from PIL import Image

    picture.draft(None, size)  # a large JPEG is decoded at a fraction
    picture.load()
    if picture.width * picture.height > MOST_PIXELS:  # a HEIC's own size is known only now
        sys.exit(EXHAUSTED)
    profile = picture.info.get("icc_profile")
    drawn = _plain_mode(picture)
    if drawn.size != size:
        drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    return _in_srgb(_upright(drawn, orientation), profile)


def _plain_mode(picture):
    """L, LA, RGB, RGBA or CMYK, with every point as opaque as it was."""
    mode, seen_through = picture.mode, "transparency" in picture.info
    if mode.startswith("I"):
        return _eight_bits(picture)
    if mode in ("P", "PA"):
        return picture.convert("RGBA" if seen_through or mode == "PA" else "RGB")
    if mode == "1":
        return picture.convert("LA" if seen_through else "L")
    if mode in ("L", "RGB") and seen_through:
        return picture.convert(mode + "A")
    return picture if mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _eight_bits(picture):
    """A grey of sixteen bits, 0 to 65,535: Pillow's own conversion makes all above 255 white."""
    grey = picture.convert("I")
    drawn = grey.point([value >> 8 for value in range(65_536)], "L")
    clear = picture.info.get("transparency")
    if isinstance(clear, int):
        drawn.putalpha(grey.point([255 * (value != clear) for value in range(65_536)], "L"))
    return drawn


def _upright(picture, orientation: int):
    from PIL import Image

    turn = Image.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_270,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_90,
    }
    return picture.transpose(turns[orientation]) if orientation in turns else picture


def _in_srgb(picture, profile: bytes | None):
    """RGB or RGBA as it was seen: the profile that explained the colours is thrown away."""
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    colours = picture.convert(picture.mode[:-1]) if alpha else picture
    if profile:
        colours = _converted(colours, profile)
    drawn = colours.convert("RGB")
    if alpha:
        drawn.putalpha(alpha)
    return drawn


def _converted(colours, profile: bytes):
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() == "RGB" and colours.mode == "L":
            colours = colours.convert("RGB")
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(colours, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # damaged, or of another kind of picture
        return colours


def _encoded(picture) -> tuple[bytes, int, int, str]:
    picture.info = {}
    for quality in QUALITIES:
        written = io.BytesIO()
        if max(picture.size) <= LONGEST_WEBP:
            kind = "webp"
            picture.save(written, "WEBP", quality=quality, method=4)
        else:
            kind = "jpeg"
            _on_white(picture).save(written, "JPEG", quality=quality + 4)
        if written.tell() <= MAX_BYTES:
            return written.getvalue(), *picture.size, kind
    sys.exit(EXHAUSTED)


def _on_white(picture):
    from PIL import Image

    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def main(pillow: str, width: str, short_side: str, height: str) -> None:
    limit_ourselves()
    sys.path.append(pillow)
    data = sys.stdin.buffer.read()
    try:
        content, *about = redraw(
            data, width=int(width), short_side=int(short_side), height=int(height)
        )
    except MemoryError:
        sys.exit(EXHAUSTED)
    except Exception:  # a damaged file can make a decoder raise anything
        sys.exit(NOT_A_PICTURE)
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + content)


if __name__ == "__main__":
    main(*sys.argv[1:])
