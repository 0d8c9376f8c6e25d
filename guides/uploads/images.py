"""Any picture an editor brings -> one safe WebP, or an Italian sentence that says why not."""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a 40-megapixel photograph takes 160 MB once decoded
MAX_WIDTH, MAX_HEIGHT = 1600, 4000
ALT_TO_WRITE = "descrivi l’immagine"  # what stands in a new picture's brackets until somebody does
FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")

NOT_AN_IMAGE = "Questo file non è un’immagine che possiamo usare: servono PNG, JPEG, WebP o AVIF."
TOO_HEAVY = "L’immagine pesa più di 8 MB: riducila e riprova."
TOO_LARGE = "L’immagine ha più di 40 milioni di punti: riducila e riprova."


class ImageRefused(ValueError):
    """What was sent is not a picture we take; the message is an Italian sentence."""


@dataclass(frozen=True)
class CleanImage:
    """A re-encoded picture: nothing of the sent file is left but what is seen."""

    content: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        """The same picture has the same name; the renderer reads the size in pixels from it."""
        digest = hashlib.sha256(self.content).hexdigest()[:16]
        return f"{digest}-{self.width}x{self.height}.webp"


def clean(data: bytes) -> CleanImage:
    """Decode and re-encode: first frame, upright, sRGB, at most 1600 x 4000 px, no metadata.

    Raises ImageRefused for anything but a whole PNG, JPEG, WebP or AVIF within MAX_BYTES
    and MAX_PIXELS. The size is read from the header, before a pixel is decoded.
    """
    if len(data) > MAX_BYTES:
        raise ImageRefused(TOO_HEAVY)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ImageRefused(TOO_LARGE)
            return _encode(_upright(picture))
    except ImageRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise ImageRefused(TOO_LARGE) from bomb
    except Exception as broken:  # a damaged file can make a decoder raise anything
        raise ImageRefused(NOT_AN_IMAGE) from broken


def _upright(picture: Image.Image) -> Image.Image:
    picture.draft("RGB", (MAX_WIDTH, MAX_HEIGHT))  # a large JPEG is decoded at a fraction
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    transparent = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    if profile and picture.mode == "RGB":
        picture = _in_srgb(picture, profile)
    picture = picture.convert("RGBA" if transparent else "RGB")
    picture.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours as they were seen, since the profile that explained them is thrown away."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture


def _encode(picture: Image.Image) -> CleanImage:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=82, method=4)
    return CleanImage(written.getvalue(), *bare.size)
