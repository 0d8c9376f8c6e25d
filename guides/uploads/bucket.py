"""Files on S3-compatible storage (FILES_URL), by django-storages: nothing in it is public.

Readers' pictures are answered by the site all the same, with its headers and its addresses; the
bucket needs neither a public name nor a policy. A bucket that does not answer is a disk that does
not: an OSError, which every form knows how to say.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

WITHIN = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"max_attempts": 2},
    signature_version="s3v4",
    s3={"addressing_style": "path"},  # a server of one's own has one name
    request_checksum_calculation="when_required",  # newer than many servers
    response_checksum_validation="when_required",
)


@contextmanager
def _as_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as trouble:
        where = f"il secchio «{settings.FILES['bucket_name']}»"
        raise OSError(EIO, f"the storage of files: {type(trouble).__name__}", where) from trouble


class Bucket(S3Storage):
    """A folder of the bucket."""

    def __init__(self, location: str, *, overwrite: bool) -> None:
        super().__init__(
            **settings.FILES,
            location=location,
            file_overwrite=overwrite,
            client_config=WITHIN,
            default_acl=None,  # the bucket's own: private
        )

    def make(self) -> bool:
        """Whether the bucket had to be made."""
        with _as_a_disk():
            bucket = self.connection.Bucket(self.bucket_name)
            is_missing = bucket.creation_date is None
            if is_missing:
                bucket.create()
            return is_missing

    def _open(self, name, mode="rb"):
        """All of it at once: it weighs a few megabytes, and a trouble is met here, not later."""
        with _as_a_disk(), super()._open(name, mode) as file:
            return ContentFile(file.read(), name)

    def _save(self, name, content):
        with _as_a_disk():
            return super()._save(name, content)

    def exists(self, name):
        with _as_a_disk():
            return super().exists(name)

    def delete(self, name):
        with _as_a_disk():
            return super().delete(name)

    def size(self, name):
        with _as_a_disk():
            return super().size(name)

    def listdir(self, name):
        with _as_a_disk():
            return super().listdir(name)

    def listed(self, folder: str = "") -> Iterator[tuple[str, int, str]]:
        """(name, bytes, MD5) of all that lies below a folder, a thousand a question.

        What is there instead of an MD5 for an object sent in parts is nobody's MD5.
        """
        below = f"{self.location}/{folder}".rstrip("/") + "/"
        with _as_a_disk():
            for one in self.bucket.objects.filter(Prefix=below):
                yield one.key.removeprefix(f"{self.location}/"), one.size, one.e_tag.strip('"')

    def get_modified_time(self, name):
        with _as_a_disk():
            return super().get_modified_time(name)


class PublicBucket(Bucket):
    """What readers are shown, under the site's own addresses."""

    def __init__(self) -> None:
        super().__init__("media", overwrite=True)

    def url(self, name, parameters=None, expire=None, http_method=None):
        return f"{settings.MEDIA_URL}{name}"


class PrivateBucket(Bucket):
    """What readers send us in confidence."""

    def __init__(self) -> None:
        super().__init__("riservati", overwrite=False)

    def url(self, name, parameters=None, expire=None, http_method=None):
        raise ValueError("What is private has no URL.")
