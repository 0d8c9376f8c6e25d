"""Colour profiles made for the tests (ICC.1:2010), far enough from sRGB to be seen."""

import struct


def _matrix_profile(kind: str) -> bytes:
    """Curves and, for colours, the primaries of a wide space (8.3, 8.4.2)."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, int(1.8 * 256)) + bytes(2)
    white = _xyz(0.9642, 1.0, 0.8249)
    if kind == "GRAY":
        tags = {b"wtpt": white, b"kTRC": curve}
    else:  # primaries of ROMM, wide
        tags = {
            b"wtpt": white,
            b"rXYZ": _xyz(0.79767, 0.28804, 0.0),
            b"gXYZ": _xyz(0.13519, 0.71188, 0.0),
            b"bXYZ": _xyz(0.03134, 0.00009, 0.82489),
            **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
        }
    return _profile(kind, b"XYZ ", tags)


def _ink_profile() -> bytes:
    """A table for CMYK in which any ink but black is a deep green (mft1, 10.11)."""
    paper, black = bytes((255, 128, 128)), bytes((0, 128, 128))
    ink = bytes((round(0.4 * 255), 128 - 50, 128 + 40))
    identity = bytes(range(256))
    one = struct.pack(">i", 65536)
    none = bytes(4)
    matrix = one + none * 3 + one + none * 3 + one
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + identity * 4
    table += paper + black + (ink + black) * 7 + identity * 3
    return _profile("CMYK", b"Lab ", {b"A2B0": table, b"wtpt": _xyz(0.9642, 1.0, 0.8249)})


def _profile(kind: str, space: bytes, tags: dict[bytes, bytes]) -> bytes:
    described = b"desc" + bytes(4) + struct.pack(">I", 6) + b"prova\0" + bytes(78)
    tags |= {b"desc": described, b"cprt": b"text" + bytes(4) + b"pd\0\0"}
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    device = b"prtr" if kind == "CMYK" else b"mntr"
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, device, kind.encode(), space)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in values))


WIDE, GREY, INK = _matrix_profile("RGB "), _matrix_profile("GRAY"), _ink_profile()
