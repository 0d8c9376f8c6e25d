"""A copy that cannot be read, or a place that is not right: a sentence, and nothing half done."""

import errno
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from guides.archive import inserting
from guides.archive.folder import NewFolder, digest_of
from guides.guide.models import Guide
from guides.moderation.reasons import Reason
from guides.site.models import SiteSettings
from guides.topics.models import Topic
from guides.uploads.storage import PUBLIC_FOLDERS, public_pictures
from tests.factories import a_topic


def said(command: str, *args, **options) -> str:
    """The sentence with which a command refuses."""
    with pytest.raises(CommandError) as refusal:
        call_command(command, *args, **options)
    return str(refusal.value)


def nothing_happened() -> bool:
    names = [
        place for name in PUBLIC_FOLDERS for place in Path(public_pictures().path(name)).glob("*")
    ]
    return not (Guide.objects.exists() or Topic.objects.exists() or names)


# Where a copy goes.


def test_a_folder_with_something_in_it_is_left_alone(db, tmp_path):
    (tmp_path / "mia.txt").write_text("mia")
    assert "non è vuota" in said("export_site", tmp_path)
    assert [path.name for path in tmp_path.glob("*.txt")] == ["mia.txt"]


def test_an_empty_folder_is_filled(db, tmp_path):
    (tmp_path / "copia").mkdir()
    call_command("export_site", tmp_path / "copia")
    assert (tmp_path / "copia/LEGGIMI.md").is_file()


def test_a_file_and_a_place_that_is_not_there_are_refused(db, tmp_path):
    (tmp_path / "copia").write_text("un file")
    assert "non è una cartella" in said("export_site", tmp_path / "copia")
    assert "non c’è" in said("export_site", tmp_path / "manca/copia")


@pytest.mark.parametrize(
    ("why", "sentence"), [(errno.ENOSPC, "disco è pieno"), (errno.EACCES, "Non si riesce")]
)
def test_a_disk_that_is_full_leaves_nothing_half_written(db, tmp_path, monkeypatch, why, sentence):
    write, written = NewFolder._write, []

    def full(self, path, blocks):
        if len(written) == 2:
            raise OSError(why, os.strerror(why), path)
        written.append(path)
        write(self, path, blocks)

    monkeypatch.setattr(NewFolder, "_write", full)
    before = set(tmp_path.iterdir())
    refused = said("export_site", tmp_path / "copia")
    assert sentence in refused
    assert "ciò che era a metà è stato tolto" in refused
    assert set(tmp_path.iterdir()) == before


# What a copy must be.


def test_a_folder_that_is_no_copy_is_refused(db, tmp_path):
    assert "manca manifesto.json" in said("import_site", tmp_path)


def test_a_site_in_use_is_not_mixed_with_a_copy(at_hand):
    a_topic()
    refused = said("import_site", at_hand)
    assert "non è vuoto (1 argomenti)" in refused
    assert not Guide.objects.exists()


def test_half_a_copy_is_refused_by_the_name_of_what_is_missing(at_hand):
    (at_hand / "guide/pacco-perso.md").unlink()
    assert "manca un file (guide/pacco-perso.md)" in said("import_site", at_hand)
    assert nothing_happened()


@pytest.mark.parametrize("missing", ["impronte.txt", "manifesto.json"])
def test_a_copy_without_its_last_two_files_is_refused(at_hand, missing):
    (at_hand / missing).unlink()
    assert f"manca {missing}" in said("import_site", at_hand)
    assert nothing_happened()


def test_a_copy_of_a_newer_version_says_to_update_the_site(at_hand):
    place = at_hand / "manifesto.json"
    place.write_text(json.dumps(json.loads(place.read_text()) | {"formato": 2}))
    assert "versione più nuova" in said("import_site", at_hand)
    assert nothing_happened()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"formato": "x"}'])
def test_a_spoilt_manifest_is_said_to_be_so(at_hand, text):
    (at_hand / "manifesto.json").write_text(text)
    assert "non si legge" in said("import_site", at_hand)


def test_a_changed_file_stops_the_import_and_is_named(at_hand):
    place = at_hand / "guide/pacco-perso.md"
    place.write_text(place.read_text().replace("Ecco.", "Eccola."))
    refused = said("import_site", at_hand)
    assert "un file (guide/pacco-perso.md)" in refused
    assert "--accept-changes" in refused
    assert nothing_happened()


def test_a_spoilt_picture_is_never_accepted(at_hand):
    picture = next((at_hand / "copertine").iterdir())
    picture.write_bytes(picture.read_bytes()[:-9])
    assert "rovinati" in said("import_site", at_hand, accept_changes=True)
    assert nothing_happened()


def test_hashes_cannot_lead_out_of_the_copy(at_hand):
    place, manifest = at_hand / "impronte.txt", at_hand / "manifesto.json"
    place.write_text(place.read_text() + f"{'0' * 64}  ../fuori.md\n")
    assert "è cambiato" in said("import_site", at_hand)
    known = json.loads(manifest.read_text()) | {"impronte": digest_of(place)}
    manifest.write_text(json.dumps(known))
    assert "fuori dalla copia" in said("import_site", at_hand)


# While it is imported.


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OperationalError("database or disk is full"), "disco è pieno"),
        (OperationalError("connection lost"), "non risponde"),
    ],
)
def test_a_fault_half_way_leaves_the_site_as_it_was(at_hand, monkeypatch, fault, sentence):
    reasons = list(Reason.objects.values())
    name = SiteSettings.current().name
    write = inserting.Inserter._write

    def failing(self, model):
        if model is Guide:
            raise fault
        write(self, model)

    monkeypatch.setattr(inserting.Inserter, "_write", failing)
    refused = said("import_site", at_hand)
    assert sentence in refused
    assert "il sito è come prima" in refused
    assert nothing_happened()
    assert list(Reason.objects.values()) == reasons
    assert SiteSettings.current().name == name


def test_rows_that_point_at_nothing_are_refused_whole(at_hand):
    place = at_hand / "dati/bozze-messe-da-parte.jsonl"
    place.write_text("")
    refused = said("import_site", at_hand, accept_changes=True)
    assert "non accetta queste righe" in refused
    assert nothing_happened()
