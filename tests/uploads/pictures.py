"""Pictures made for the tests, as bytes."""

import io

from PIL import Image


def a_picture(format="PNG", size=(60, 40), colour=(200, 30, 30), mode="RGB", **options) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, format, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
