"""Where files lie: public pictures, named by what they contain, so that a name never changes
meaning, and what readers send in confidence."""

import os
from functools import cache

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string

from guides.uploads.images import CleanImage

# The only folders of MEDIA_ROOT that are served. What readers send us in confidence is not
# under MEDIA_ROOT at all.
IN_TEXTS, COVERS = "immagini", "copertine"
PUBLIC_FOLDERS = (IN_TEXTS, COVERS)


def public_pictures() -> Storage:
    """The same picture sent twice is written over itself, not beside itself."""
    if settings.FILES:
        return _bucket("PublicBucket")
    return FileSystemStorage(allow_overwrite=True)


class PrivateFolder(FileSystemStorage):
    """A folder that no web server serves: what lies in it has no address."""

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("What is private has no URL.")


def private_storage() -> Storage:
    if settings.FILES:
        return _bucket("PrivateBucket")
    return PrivateFolder(file_permissions_mode=0o600, directory_permissions_mode=0o700)


@cache
def _bucket(kind: str) -> Storage:
    """One of each: it keeps its connections. Its libraries are there only where they are used."""
    return import_string(f"guides.uploads.bucket.{kind}")()


def store_picture(image: CleanImage, folder: str = IN_TEXTS) -> str:
    """Write a clean picture to a public folder and return its name there."""
    return public_pictures().save(f"{folder}/{image.name}", ContentFile(image.content))
