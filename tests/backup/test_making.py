"""A backup is of one moment, proven, for our eyes alone, or it is not there at all."""

import errno
import json
import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from guides.archive.folder import NewFolder
from guides.backup.databases import tools
from guides.backup.databases.instead import instead
from guides.backup.databases.of_the_site import snapshot_of_the_site
from guides.backup.exceptions import NoTool
from guides.backup.files import Files
from guides.backup.manifest import manifest_of
from guides.backup.models import Backup, last_good_backup
from guides.record.models import AdministrativeAct, Verb
from guides.stories.models import Story
from guides.uploads.images import clean
from guides.uploads.pictures import note
from guides.uploads.storage import store_picture
from tests.backup.conftest import a_paper, backed_up
from tests.uploads.pictures import a_picture
from tests.voices import a_story

pytestmark = pytest.mark.usefixtures("site")


def refusal(folder: Path) -> CommandError:
    with pytest.raises(CommandError) as refused:
        backed_up(folder)
    return refused.value


def rows_of(backup: Path, table: str) -> int:
    return int(manifest_of(backup).righe[table][0])


def test_it_holds_everything_is_proven_and_is_ours_alone(folder):
    paper = a_paper(a_story())
    picture = note(store_picture(clean(a_picture())))
    backup = backed_up(folder)
    said = manifest_of(backup)
    assert said.non_verificato == ""
    assert rows_of(backup, "guides_story") == 1
    assert (backup / "allegati" / paper.file.name).read_bytes() == b"%PDF-1.4 segreto"
    assert (backup / "immagini" / picture.name).is_file()
    modes = {stat.S_IMODE(p.stat().st_mode) for p in folder.rglob("*") if p.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(backup.stat().st_mode) == 0o700
    checked = subprocess.run(["sha256sum", "-c", "impronte.txt"], cwd=backup, capture_output=True)  # noqa: S607
    assert checked.returncode == 0
    assert last_good_backup() == said.at
    assert Backup.objects.get().not_verified == ""
    assert AdministrativeAct.objects.get(verb=Verb.BACKUP).after == {"cartella": str(backup)}


def test_posts_go_on_meanwhile_and_those_of_before_are_all_in_it(site, folder):
    """The copy holds a whole beginning of what was sent: nothing acknowledged before is lost."""
    sent, stop = [], threading.Event()

    def post() -> None:
        with instead(site):
            while not stop.is_set():
                sent.append(a_story(title=f"Inviata {len(sent)}", company=company).pk)

    company = a_story().company
    writer = threading.Thread(target=post)
    writer.start()
    try:
        while len(sent) < 5:
            stop.wait(0.01)
        before = len(sent)
        backup = backed_up(folder)
        after = len(sent)
    finally:
        stop.set()
        writer.join()
    assert before <= rows_of(backup, "guides_story") - 1 <= after + 1
    assert after > before  # nobody had to wait for it
    assert Story.objects.count() == len(sent) + 1


def test_files_are_those_of_the_moment_of_the_rows(folder, monkeypatch):
    """One goes before it, one comes before it, one goes right after it: no row is without a file
    but the last one's, which a restore erases again."""
    stays, goes = a_paper(a_story()), a_paper(a_story())
    take, known, late = Files.take, type(snapshot_of_the_site()).private_files, []

    def and_then(self):
        take(self)
        if not late:
            goes.delete()
            late.extend(a_paper(a_story()) for _ in range(2))

    def and_one_goes(self):
        found = known(self)
        late[1].delete()
        return found

    monkeypatch.setattr(Files, "take", and_then)
    monkeypatch.setattr(type(snapshot_of_the_site()), "private_files", and_one_goes)
    backup = backed_up(folder)
    there = {p.name for p in (backup / "allegati").iterdir()}
    assert there == {stays.file.name, late[0].file.name}
    assert rows_of(backup, "guides_attachment") == 3
    assert (manifest_of(backup).mancavano, manifest_of(backup).tolti_intanto) == ([], 1)


def test_a_file_that_the_site_had_lost_is_named_and_the_rest_is_there(folder, capsys):
    lost = a_paper(a_story())
    os.unlink(lost.file.path)
    backup = backed_up(folder)
    assert manifest_of(backup).mancavano == [lost.file.name]
    assert lost.file.name in capsys.readouterr().err


def test_what_has_not_changed_is_shared_and_what_rotted_is_taken_again(folder):
    paper = a_paper(a_story())
    name = f"allegati/{paper.file.name}"
    first = backed_up(folder)
    os.rename(first, first := first.with_name("2026-01-01T000000Z"))
    second = backed_up(folder)
    assert (first / name).stat().st_ino == (second / name).stat().st_ino
    os.rename(second, second := second.with_name("2026-01-02T000000Z"))
    (second / name).write_bytes(b"rot")
    third = backed_up(folder)
    assert (third / name).read_bytes() == b"%PDF-1.4 segreto"


@pytest.mark.parametrize(
    ("why", "code", "sentence"),
    [(errno.ENOSPC, 3, "disco è pieno"), (errno.EACCES, 4, "leggere o a")],
)
def test_a_disk_that_is_full_leaves_the_good_ones_alone(folder, monkeypatch, why, code, sentence):
    good, write = backed_up(folder), NewFolder._write

    def full(self, path, blocks):
        if "impronte" in path:
            raise OSError(why, os.strerror(why), path)
        write(self, path, blocks)

    os.rename(good, good.with_name("2026-01-01T000000Z"))
    monkeypatch.setattr(NewFolder, "_write", full)
    refused = refusal(folder)
    assert (refused.returncode, sentence in str(refused)) == (code, True)
    assert [p.name for p in folder.iterdir() if p.is_dir()] == ["2026-01-01T000000Z"]
    assert sentence in Backup.objects.first().trouble
    assert last_good_backup() == Backup.objects.last().at


def test_one_that_was_killed_is_no_backup_and_is_cleared_away(folder):
    left = folder / ".2026-01-01T000000Z.incompleta-7"
    left.mkdir(parents=True)
    (left / "banca-dati.sqlite3").write_bytes(b"half")
    backup = backed_up(folder)
    assert [p for p in folder.iterdir() if p.is_dir()] == [backup]


def test_a_copy_that_is_not_what_the_site_was_never_gets_the_name_of_one(folder, monkeypatch):
    moment = type(snapshot_of_the_site())
    said = moment.contents
    wrong = {"guides_topic": ["7", ""]}
    monkeypatch.setattr(moment, "contents", lambda self: said(self) | wrong)
    refused = refusal(folder)
    assert refused.returncode == 6
    assert "guides_topic" in str(refused)
    assert not [p for p in folder.iterdir() if p.is_dir()]


def test_as_many_rows_that_are_not_the_same_are_seen(folder, monkeypatch):
    moment = type(snapshot_of_the_site())
    said = moment.contents

    def before_a_change(self):
        contents = said(self)
        rows, total = contents["django_migrations"]
        return contents | {"django_migrations": [rows, str(int(total) + 1)]}

    monkeypatch.setattr(moment, "contents", before_a_change)
    assert "righe, ma non le stesse" in str(refusal(folder))


@pytest.mark.parametrize("where", ["MEDIA_ROOT", "PAGES_DIR", "PRIVATE_ROOT"])
def test_a_folder_that_is_served_is_refused(settings, where):
    assert "cartella del sito" in str(refusal(Path(getattr(settings, where)) / "copie"))


def test_a_place_that_is_not_there_or_is_a_file_is_said(folder, tmp_path):
    (tmp_path / "un-file").write_text("x")
    assert refusal(tmp_path / "un-file").returncode == 4
    assert refusal(tmp_path / "manca" / "copie").returncode == 4


def test_two_at_once_do_not_mix(folder):
    """The second says that one is being made; the first goes on."""
    said = []
    write = type(snapshot_of_the_site()).write

    def and_another(self, place):
        said.append(str(refusal(folder)))
        write(self, place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(snapshot_of_the_site()), "write", and_another)
        backup = backed_up(folder)
    assert "già in corso" in said[0]
    assert manifest_of(backup).righe


def test_programs_that_are_missing_or_too_old_are_said(monkeypatch, tmp_path):
    monkeypatch.setattr(tools, "_places", lambda name: iter(()))
    with pytest.raises(NoTool, match="Manca pg_dump: installa il pacchetto postgresql-client-17"):
        tools.dump(for_server=17)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.1'\n")
    old.chmod(0o755)
    monkeypatch.setattr(tools, "_places", lambda name: iter([str(old)]))
    with pytest.raises(NoTool, match="è della versione 12 e il server della 17"):
        tools.dump(for_server=17)
    assert NoTool.code == 5
    assert tools.dump(for_server=12) == str(old)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
def test_where_no_scratch_may_be_made_it_says_what_was_not_proven(site, folder, monkeypatch):
    from psycopg import errors

    from guides.backup.databases import postgresql

    def may_not(server, name):
        raise errors.InsufficientPrivilege("permission denied to create database")

    monkeypatch.setattr(postgresql, "make", may_not)
    backup = backed_up(folder)
    assert (
        "CREATEDB" in json.loads((backup / "copia-di-sicurezza.json").read_text())["non_verificato"]
    )
    assert "CREATEDB" in Backup.objects.get().not_verified
