"""A copy is of one moment, while others write; and how far it has come is for who looks."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from guides.archive.exporting import Exporter
from tests import prepared

ROOT = Path(__file__).parent.parent.parent


def test_what_is_written_meanwhile_waits_for_nothing_and_is_not_in_the_copy(tmp_path):
    own = {"DATABASE_URL": prepared.a_database(tmp_path), "DATA_DIR": str(tmp_path)}
    copy = tmp_path / "copia"
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "tests/archive/exporting_slowly.py", str(copy)],
        cwd=ROOT,
        env=os.environ | own | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "2"
    assert [path.name for path in (copy / "argomenti").iterdir()] == ["prima.md"]
    assert "Cambiato dopo" not in (copy / "LEGGIMI.md").read_text("utf-8")
    assert "%" not in done.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("screen", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_drawn_on_a_terminal_only(db, tmp_path, monkeypatch, screen, is_shown):
    monkeypatch.setattr(sys, "stderr", screen)
    call_command("export_site", tmp_path / "copia")
    assert ("Esportazione: 100%" in screen.getvalue()) is is_shown
    assert bool(screen.getvalue()) is is_shown


def test_who_stops_it_finds_nothing_half_written(db, tmp_path, monkeypatch):
    def stopped(self, model, shape):
        raise KeyboardInterrupt

    monkeypatch.setattr(Exporter, "_lines", stopped)
    with pytest.raises(KeyboardInterrupt):
        call_command("export_site", tmp_path / "copia")
    assert not list(tmp_path.glob("*copia*"))
