"""Is a file really an image or a PDF, and what of it is kept. Pure: bytes in, bytes out.

An image is decoded and encoded again: what was hidden in it (position, camera, a second file
behind the pixels) does not survive. A PDF cannot be made harmless without a renderer, so it is
kept as it came, in quarantine: staff only, as a download that no browser opens in place.
"""

import re
from dataclasses import dataclass

from guides.uploads import images

MAX_BYTES = images.MAX_BYTES
PDF_HEAD = re.compile(rb"\A\s{0,8}%PDF-[12]\.[0-9]")


class PaperRefused(ValueError):
    """The file is not kept; the message says why in Italian."""


@dataclass(frozen=True)
class Paper:
    """What is kept of a file: its bytes, its type and the ending of its name."""

    content: bytes
    content_type: str
    ending: str


def examine(content: bytes) -> Paper:
    """Decide by the content alone what a file is. Raises PaperRefused."""
    if not content:
        raise PaperRefused("Il file è vuoto.")
    if len(content) > MAX_BYTES:
        raise PaperRefused("Il file pesa più di 8 MB: riducilo e riprova.")
    if PDF_HEAD.match(content):
        return _pdf(content)
    try:
        return Paper(images.clean(content).content, "image/webp", "webp")
    except images.ImageRefused as refusal:
        raise PaperRefused(f"{refusal} Va bene anche un PDF.") from refusal


def _pdf(content: bytes) -> Paper:
    # A whole PDF ends with the place of its cross-references and %%EOF (ISO 32000-1, 7.5.5).
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise PaperRefused("Il PDF è incompleto o rovinato: salvalo di nuovo e riprova.")
    return Paper(content, "application/pdf", "pdf")
