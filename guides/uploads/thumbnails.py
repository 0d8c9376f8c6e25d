"""Small copies of public pictures for the desk's lists, drawn once each in the bounded process."""

from pathlib import Path

from django.conf import settings

from guides.uploads import images
from guides.uploads.pictures import Picture
from guides.uploads.storage import public_pictures

SMALL = images.Fit(width=320, short_side=320, height=16_383)
FOLDER = "miniature"  # beside what is served, never served itself


def thumbnail_of(picture: Picture) -> bytes:
    """The picture itself where a small one cannot be drawn now."""
    kept = Path(settings.DATA_DIR) / FOLDER / picture.name.rpartition("/")[2]
    if kept.exists():
        return kept.read_bytes()
    with public_pictures().open(picture.name) as file:
        whole = file.read()
    try:
        small = images.clean(whole, SMALL).content
    except images.ImageRefused:
        return whole
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(small)
    return small
