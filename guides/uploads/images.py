"""Any picture that is brought -> one safe picture, or an Italian sentence that says why not."""

import hashlib
import json
from dataclasses import dataclass

from guides.uploads import decoding, headers

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a 40-megapixel photograph takes 160 MB once decoded
MOST_SCANS = 100  # of a progressive JPEG; cameras and programs write about ten
MOST_FRAMES = 500
ALT_TO_WRITE = "descrivi l’immagine"  # what stands in a new picture's brackets until somebody does

# What the box for a file offers; a browser that does not know HEIC goes by the name's end.
ACCEPTED = "image/png,image/jpeg,image/webp,image/avif,image/heic,image/heif,.heic,.heif"
NOT_AN_IMAGE = (
    "Questo file non è un’immagine che possiamo usare: servono PNG, JPEG, WebP, AVIF o HEIC."
)
TOO_HEAVY = "L’immagine pesa più di 8 MB: riducila e riprova."
TOO_LARGE = (
    "L’immagine ha più di 40 milioni di punti: riducila e riprova. Se è una schermata molto lunga, "
    "mandala in più parti."
)
TOO_TALL = (
    "L’immagine è troppo alta per una pagina (16.383 punti al massimo): dividila in più parti."
)
TOO_MANY_SCANS = (
    "Questo JPEG è fatto di troppi passaggi per essere aperto: salvalo di nuovo e riprova."
)
TOO_MANY_FRAMES = "Questa animazione ha troppi fotogrammi: scegli un’immagine ferma."
TOO_HARD = (
    "Per aprire questa immagine servono troppa memoria o troppo tempo: salvala di nuovo, più "
    "piccola, e riprova."
)
BUSY = "In questo momento stiamo preparando altre immagini: aspetta un minuto e riprova."


class ImageRefused(ValueError):
    """What was sent is not a picture we take; the message is an Italian sentence."""


class ImagesBusy(ImageRefused):
    """The picture was not looked at: too many came at once."""


@dataclass(frozen=True)
class Fit:
    """How large a picture may stay, in points: more is reduced, except in height."""

    width: int
    short_side: int
    height: int


# A page's column is 700 points wide. What a reader proves with is kept as it can be read: only a
# picture large on both sides is reduced, never a tall or a wide one to a strip without letters.
FOR_A_PAGE = Fit(width=1600, short_side=1600, height=16_383)
AS_A_PROOF = Fit(width=65_500, short_side=2160, height=65_500)


@dataclass(frozen=True)
class CleanImage:
    """A re-encoded picture: nothing of the sent file is left but what is seen."""

    content: bytes
    width: int
    height: int
    ending: str = "webp"  # "jpeg" where a side is longer than a WebP can be

    @property
    def name(self) -> str:
        """The same picture has the same name; the renderer reads the size in pixels from it."""
        digest = hashlib.sha256(self.content).hexdigest()[:16]
        return f"{digest}-{self.width}x{self.height}.{self.ending}"


def clean(data: bytes, fit: Fit = FOR_A_PAGE) -> CleanImage:
    """Decode and re-encode: first frame, upright, sRGB, within `fit`, no metadata.

    Raises ImageRefused for anything but a whole PNG, JPEG, WebP, AVIF or HEIC within the bounds
    above, which are read from its header; ImagesBusy when too many came at once. Decoding is
    another process's affair (decoding.py).
    """
    _look_at_the_header(data)
    try:
        about, _, content = decoding.redraw(data, fit.width, fit.short_side, fit.height).partition(
            b"\n"
        )
    except decoding.Undecoded as trouble:
        raise _refusal(trouble) from trouble
    return CleanImage(content, *json.loads(about))


def _look_at_the_header(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ImageRefused(TOO_HEAVY)
    header = headers.read(data)
    if header is None:
        raise ImageRefused(NOT_AN_IMAGE)
    if header.width * header.height > MAX_PIXELS:
        raise ImageRefused(TOO_LARGE)
    if header.scans > MOST_SCANS:
        raise ImageRefused(TOO_MANY_SCANS)
    if header.frames > MOST_FRAMES:
        raise ImageRefused(TOO_MANY_FRAMES)


def _refusal(trouble: decoding.Undecoded) -> ImageRefused:
    if isinstance(trouble, decoding.Busy):
        return ImagesBusy(BUSY)
    sentences = {decoding.NotAPicture: NOT_AN_IMAGE, decoding.TooTall: TOO_TALL}
    return ImageRefused(sentences.get(type(trouble), TOO_HARD))
