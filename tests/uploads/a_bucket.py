"""A bucket on a server of its own, as the site would meet one: moto's S3."""

import os
import subprocess
import sys
from collections.abc import Iterator

import boto3
import pytest

from guides.stories.attachment import Attachment
from guides.uploads import storage
from guides.uploads.storage import private_storage
from helpcentre.environment.kinds import bucket
from tests.patience import PATIENCE, soon
from tests.published.running_site import STARTS_WITHIN, a_free_port

NAME = "archivio"


@pytest.fixture(scope="module")
def bucket_server():
    """What FILES_URL says, and a client of the tests' own."""
    port = a_free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    files = bucket(f"s3+http://chiave:segreto@127.0.0.1:{port}/{NAME}")
    client = boto3.client(
        "s3",
        endpoint_url=files["endpoint_url"],
        aws_access_key_id="chiave",
        aws_secret_access_key="segreto",
        region_name="us-east-1",
    )

    def is_made() -> bool:
        try:
            return bool(client.create_bucket(Bucket=NAME))
        except Exception:
            return False

    try:
        assert any(soon(is_made) for _ in range(STARTS_WITHIN // PATIENCE))
        yield files, client
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def files(bucket_server, settings, monkeypatch):
    """Uploads go there; the client sees what lies in it, which is nothing yet."""
    at, client = bucket_server
    for name in names(client):
        client.delete_object(Bucket=NAME, Key=name)
    point(settings, monkeypatch, at)
    yield client
    storage._bucket.cache_clear()


@pytest.fixture
def files_away(files, settings, monkeypatch):
    """The server does not answer, until what this gives is called."""
    there = settings.FILES
    point(settings, monkeypatch, there | {"endpoint_url": f"http://127.0.0.1:{a_free_port()}"})
    return lambda: point(settings, monkeypatch, there)


def point(settings, monkeypatch, at: dict) -> None:
    settings.FILES = at
    storage._bucket.cache_clear()
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", private_storage())


def names(client) -> list[str]:
    return [one["Key"] for page in _pages(client) for one in page.get("Contents", [])]


def _pages(client) -> Iterator[dict]:
    return client.get_paginator("list_objects_v2").paginate(Bucket=NAME)
