"""A database that an earlier main left behind migrates, keeps every row, and is read.

The two dumps hold the demo of 26 November 2026 with votes, an older edition, a withdrawn guide, a
flagged, a refused and a withdrawn comment.
"""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import prepared

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
POSTGRESQL = connection.vendor == "postgresql"


def run(database: dict, *command: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | database | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def as_dumped(tmp_path: Path, name: str) -> dict:
    """A database of its own beside the tests', as environment variables."""
    folder = tmp_path / name
    folder.mkdir()
    where = {"DATA_DIR": str(folder), "SECRET_KEY": "of-a-test-only"}
    if not POSTGRESQL:
        packed = (HERE / "main-2026-11-26.sqlite3.gz").read_bytes()
        (folder / "db.sqlite3").write_bytes(gzip.decompress(packed))
        return where | {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    import psycopg

    chosen = settings.DATABASES["default"]
    own = f"{chosen['NAME']}_{name}"
    server = f"{chosen['USER']}@{chosen['HOST']}:{chosen['PORT']}"
    with psycopg.connect(f"postgres://{server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{own}"')
        admin.execute(f'CREATE DATABASE "{own}"')
    with psycopg.connect(f"postgres://{server}/{own}") as fresh:
        fresh.execute(gzip.decompress((HERE / "main-2026-11-26.postgresql.sql.gz").read_bytes()))
    return where | {"DATABASE_URL": f"postgres://{server}/{own}"}


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory, django_db_setup):
    database = as_dumped(tmp_path_factory.mktemp("upgrade"), "before")
    run(database, "manage.py", "migrate", "--verbosity", "0")
    run(database, "manage.py", "render_editions")
    run(database, "manage.py", "migrate", "--check")  # each step is made, and what stands for them
    return json.loads(run(database, "tests/upgrade/looked_at.py"))


def test_every_row_is_still_there(upgraded):
    held = upgraded["counts"]
    assert held["guides.guide"] == 10
    assert held["guides.edition"] == 11
    assert held["guides.sectionvote"] == 132
    assert held["guides.story"] == 8
    assert held["guides.comment"] == 17


def test_readers_see_what_they_saw(upgraded):
    answers = upgraded["pages"]["answers"]
    assert {status for status, _ in answers.values()} == {200}
    assert len([a for a in answers if a.startswith("/guide/")]) == 10  # nine and their list
    assert upgraded["pages"]["comments"] == 15
    assert sum("9 su 10" in text for _, text in answers.values()) >= 2  # votes go on


def test_the_tables_are_those_of_a_new_site(upgraded, tmp_path):
    new = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "of-a-test-only"}
    new |= {"DATABASE_URL": prepared.a_database(tmp_path)}
    made = json.loads(run(new, "tests/upgrade/looked_at.py"))["schema"]
    assert upgraded["schema"] == made
