"""From PostgreSQL to SQLite and back: the same pages, the same copy."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.archive.lived_in import empty_the_site
from tests.archive.looked_at import every_page
from tests.archive.test_whole_way import files_in

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="there is one database only")


@pytest.fixture
def on_sqlite(tmp_path):
    """Run a command of ours in a process that stands on a SQLite file, from nothing."""
    folder = tmp_path / "altro"
    folder.mkdir()
    own = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "DATA_DIR": str(folder)}

    def run(*command: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *command],
            cwd=ROOT,
            env=os.environ | own | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "migrate", "--verbosity", "0")
    return run


def digests(client) -> dict:
    pages = every_page(client).items()
    return {a: [status, kind, hashlib.sha256(b).hexdigest()] for a, (status, kind, b) in pages}


def test_the_other_database_shows_the_same_bytes_and_gives_the_same_copy(
    client, copy, on_sqlite, tmp_path
):
    here = digests(client)
    on_sqlite("manage.py", "import_site", str(copy))
    assert json.loads(on_sqlite("tests/archive/looked_at.py")) == here
    back = tmp_path / "ritorno"
    on_sqlite("manage.py", "export_site", str(back))
    there, here_too = files_in(back), files_in(copy)
    assert [path for path in there | here_too if there.get(path) != here_too.get(path)] == []
    empty_the_site()
    call_command("import_site", back)
    assert digests(client) == here
