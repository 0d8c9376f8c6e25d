import hashlib
import os
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from guides.backup.databases.instead import instead
from guides.stories.attachment import Attachment
from tests import prepared


def name_of(url: str) -> str:
    if url.startswith("sqlite"):
        return url.removeprefix("sqlite:///")
    return urlsplit(url).path.removeprefix("/")


@pytest.fixture
def site(tmp_path, settings, django_db_blocker):
    """A site on a database of its own that commits: backups are made beside Django."""
    settings.DATA_DIR = tmp_path / "dati"
    settings.DATA_DIR.mkdir()
    name = name_of(prepared.a_database(settings.DATA_DIR))
    with django_db_blocker.unblock(), instead(name):
        yield name
        connection.close()
    _drop_what_was_kept(name)


def _drop_what_was_kept(name: str) -> None:
    if connection.vendor != "postgresql":
        return
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        left = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}_%"]
        )
        for (kept,) in left.fetchall():
            server.execute(f'DROP DATABASE "{kept}" WITH (FORCE)')


@pytest.fixture
def folder(tmp_path) -> Path:
    """Where backups go."""
    return tmp_path / "copie"


def backed_up(folder: Path, **options) -> Path:
    """The backup that the command made."""
    call_command("backup", folder, stdout=StringIO(), **options)
    return max(place for place in folder.iterdir() if place.is_dir())


def restored(place: Path, **options) -> str:
    """What the command says when it has put the site back."""
    out = StringIO()
    call_command("restore", place, stdout=out, **options)
    return out.getvalue()


def a_paper(story, content: bytes = b"%PDF-1.4 segreto") -> Attachment:
    return Attachment.objects.create(
        story=story,
        file=SimpleUploadedFile("scontrino.pdf", content),
        name="scontrino.pdf",
        content_type="application/pdf",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
