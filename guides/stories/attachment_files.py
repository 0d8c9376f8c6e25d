"""Is a file really an image or a PDF, and what of it is kept. Bytes in, bytes out.

An image is decoded and encoded again: what was hidden in it (position, camera, a second file
behind the pixels) does not survive. A PDF is written anew with its pages and nothing else: what
acts, embeds or tells of its author is gone (docs/decisions/0038-papers-written-anew.md).
"""

import re
from dataclasses import dataclass

from guides.uploads import headers, images, pdfs

MAX_BYTES = images.MAX_BYTES
# Readers of PDF look for the header in the first 1,024 bytes, for the end in the last ones, and
# believe no version (ISO 32000-1, 7.5.2, 7.5.5 and its readers' notes 13, 18).
PDF_HEAD = re.compile(rb"%PDF-|%!PS-Adobe-\d\.\d PDF-")
PDF_END = re.compile(rb"startxref\s+\d+")
PDF_HEAD_WITHIN, PDF_END_WITHIN = 1024, 4096
PADDING = b"\0\t\n\f\r \x1a"

PRECEDED = (
    "Questo PDF comincia con dati di un altro genere: aprilo, salvalo di nuovo come PDF e riprova."
)
NO_PDF = (
    "Questo PDF non comincia come un PDF: aprilo con il tuo programma, salvalo di nuovo e riprova."
)


class AttachmentRefused(ValueError):
    """The file is not kept; the message says why in Italian."""


class AttachmentsBusy(AttachmentRefused):
    """The file was not looked at: too many came at once."""


@dataclass(frozen=True)
class CleanAttachment:
    """What is kept of a file: its bytes, its type and the ending of its name."""

    content: bytes
    content_type: str
    ending: str


def examine(content: bytes, *, name: str = "") -> CleanAttachment:
    """Decide by the content alone what a file is; `name` only chooses the sentence.

    Raises AttachmentRefused, and AttachmentsBusy when the file has to wait.
    """
    if not content:
        raise AttachmentRefused("Il file è vuoto.")
    if len(content) > MAX_BYTES:
        raise AttachmentRefused("Il file pesa più di 8 MB: riducilo e riprova.")
    if headers.is_of_a_picture(content):
        return _image(content)
    if PDF_HEAD.search(content, 0, PDF_HEAD_WITHIN):
        return _pdf(content)
    if b"%PDF-" in content:
        raise AttachmentRefused(PRECEDED)
    if name.lower().endswith(".pdf"):
        raise AttachmentRefused(NO_PDF)
    return _image(content)


def _image(content: bytes) -> CleanAttachment:
    try:
        image = images.clean(content, images.AS_A_PROOF)
    except images.ImagesBusy as busy:
        raise AttachmentsBusy(str(busy)) from busy
    except images.ImageRefused as refusal:
        also = " Va bene anche un PDF." if str(refusal) == images.NOT_AN_IMAGE else ""
        raise AttachmentRefused(f"{refusal}{also}") from refusal
    return CleanAttachment(image.content, f"image/{image.ending}", image.ending)


def _pdf(content: bytes) -> CleanAttachment:
    if not PDF_END.search(content.rstrip(PADDING)[-PDF_END_WITHIN:]):
        raise AttachmentRefused(pdfs.DAMAGED)
    try:
        return CleanAttachment(pdfs.clean(content), "application/pdf", "pdf")
    except pdfs.PdfsBusy as busy:
        raise AttachmentsBusy(str(busy)) from busy
    except pdfs.PdfRefused as refusal:
        raise AttachmentRefused(str(refusal)) from refusal
