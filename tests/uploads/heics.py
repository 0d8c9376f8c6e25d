"""HEICs made for the tests, as a telephone would and as it would not."""

import io
import struct

import pillow_heif
from PIL import Image


def a_heic(size=(60, 40), colour=(200, 30, 30), mode="RGB", **options) -> bytes:
    return encoded([Image.new(mode, size, colour)], **options)


def encoded(pictures: list[Image.Image], **options) -> bytes:
    heif, written = pillow_heif.HeifFile(), io.BytesIO()
    for picture in pictures:
        heif.add_from_pillow(picture)
    heif.save(written, **options)
    return written.getvalue()


def announcing(heic: bytes, size: tuple[int, int]) -> bytes:
    """The same file that calls itself so large (ispe), whatever it has inside."""
    at = heic.index(b"ispe") + 8
    return heic[:at] + struct.pack(">II", *size) + heic[at + 8 :]


def with_box_size(heic: bytes, kind: bytes, size: int) -> bytes:
    at = heic.index(kind) - 4
    return heic[:at] + struct.pack(">I", size) + heic[at + 4 :]
