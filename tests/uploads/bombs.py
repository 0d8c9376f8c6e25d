"""Small files that cost a decoder a great deal, made as somebody would make them."""

import io

from PIL import Image


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def many_scans(scans: int, side: int = 6200) -> bytes:
    """A progressive JPEG whose last scan, which changes nothing, is written again and again."""
    jpeg = encoded(Image.new("L", (side, side)), "JPEG", progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xda") : jpeg.rindex(b"\xff\xd9")]
    have = jpeg.count(b"\xff\xda")
    return jpeg[:-2] + last * (scans - have) + b"\xff\xd9"


def many_points(kind: str, side: int = 6300, mode: str = "RGBA", **options) -> bytes:
    """Just under the most that is taken; in megabytes of memory a thousand times its weight."""
    return encoded(Image.new(mode, (side, side)), kind, **options)


def many_frames(frames: int) -> bytes:
    """An animated WebP: the frame of a real one, written again and again."""
    pictures = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    webp = encoded(pictures[0], "WEBP", save_all=True, append_images=pictures[1:])
    at = webp.rindex(b"ANMF")
    whole = webp + webp[at:] * (frames - 2)
    return whole[:4] + (len(whole) - 8).to_bytes(4, "little") + whole[8:]
