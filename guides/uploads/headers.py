"""What a picture says of itself before anything of it is decoded. Pure: bytes in, numbers out.

A decoder pays for pixels, for every scan of a progressive JPEG over all of them, for each frame:
all three can be thousands of times what the file weighs, so they are read from the headers first.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

JPEG_MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])", re.DOTALL)  # neither RSTn nor stuffing
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, START_OF_IMAGE, END_OF_IMAGE = 0xDA, 0xD8, 0xD9
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
ISO_SIZE = re.compile(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)
ISO_SAMPLES = re.compile(rb"stsz.{8}(.{4})", re.DOTALL)


@dataclass(frozen=True)
class Header:
    """What decoding would have to do."""

    width: int
    height: int
    scans: int = 1
    frames: int = 1


def read(data: bytes) -> Header | None:
    """The header of a picture of a kind we take; None for anything else, or when it is damaged."""
    reader = _reader_of(data)
    try:
        header = reader(data) if reader else None
    except (struct.error, IndexError):
        return None
    return header if header and header.width and header.height else None


def is_of_a_picture(data: bytes) -> bool:
    return _reader_of(data) is not None


def _reader_of(data: bytes) -> Callable[[bytes], Header] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp
    brands = data[8:64] if data[4:8] == b"ftyp" else b""
    if b"avi" in brands or any(brand in brands for brand in HEIF_BRANDS):
        return _heif
    return None


def _png(data: bytes) -> Header:
    """IHDR (PNG, 11.2.2), and the frames that an acTL announces."""
    sizes, frames, at = [(0, 0)], 1, 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IHDR":
            sizes.append(struct.unpack_from(">II", data, at + 8))
        if kind == b"acTL":
            frames = max(frames, *struct.unpack_from(">I", data, at + 8))
        if kind == b"IDAT":
            break
        at += 12 + length
    return Header(*_largest(sizes), frames=frames)


def _jpeg(data: bytes) -> Header:
    """Every SOF and SOS up to the end of the image (ITU T.81, B.1)."""
    sizes, scans, at = [(0, 0)], 0, 2
    while found := JPEG_MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == END_OF_IMAGE:
            break
        if marker == START_OF_IMAGE:
            continue
        if marker in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 3)
            sizes.append((width, height))
        scans += marker == START_OF_SCAN
        at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return Header(*_largest(sizes), scans=scans)


def _webp(data: bytes) -> Header:
    """The canvas, every frame and the picture in it (WebP container, RFC 9649)."""
    sizes, frames, at = [(0, 0)], 0, 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = at + 8
        if kind == b"VP8X":
            sizes.append((_plus_one(data, body + 4), _plus_one(data, body + 7)))
        if kind == b"ANMF":
            frames += 1
            sizes.append((_plus_one(data, body + 6), _plus_one(data, body + 9)))
        if kind == b"VP8 ":
            width, height = struct.unpack_from("<HH", data, body + 6)
            sizes.append((width & 0x3FFF, height & 0x3FFF))
        if kind == b"VP8L":
            (bits,) = struct.unpack_from("<I", data, body + 1)
            sizes.append(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        at = body + length + length % 2
    return Header(*_largest(sizes), frames=max(1, frames))


def _heif(data: bytes) -> Header:
    """AVIF and HEIC: every image's size (ISO 23008-12, 6.5.3), and the samples of a sequence."""
    sizes = [(_number(found[1]), _number(found[2])) for found in ISO_SIZE.finditer(data)]
    samples = [_number(found[1]) for found in ISO_SAMPLES.finditer(data)]
    return Header(*_largest([(0, 0), *sizes]), frames=max([1, *samples]))


def _largest(sizes: list[tuple[int, int]]) -> tuple[int, int]:
    return max(sizes, key=lambda size: size[0] * size[1])


def _plus_one(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "little") + 1


def _number(four: bytes) -> int:
    return int.from_bytes(four, "big")
