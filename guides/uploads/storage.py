"""Where public pictures lie: named by what they contain, so that a name never changes meaning."""

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from guides.uploads.images import CleanImage

# The only folders of MEDIA_ROOT that are served. What readers send us in confidence is not
# under MEDIA_ROOT at all.
IN_TEXTS, COVERS = "immagini", "copertine"
PUBLIC_FOLDERS = (IN_TEXTS, COVERS)


def public_pictures() -> Storage:
    """The same picture sent twice is written over itself, not beside itself."""
    return FileSystemStorage(allow_overwrite=True)


def store_picture(image: CleanImage, folder: str = IN_TEXTS) -> str:
    """Write a clean picture to a public folder and return its name there."""
    return public_pictures().save(f"{folder}/{image.name}", ContentFile(image.content))
