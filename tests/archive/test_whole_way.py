"""A site exported, imported into an empty one: every page has the same bytes."""

import filecmp
import json
import re
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command

from guides.archive.models_there import shaped
from guides.guide.models import Guide
from guides.guide.with_facts.uses import FactUse, LiveFactUse
from guides.moderation.moderated import kinds
from guides.moderation.queue_text import QueueText
from guides.search.finder import find
from guides.stories.models import Story
from guides.uploads.storage import public_pictures
from tests.archive.lived_in import EMAIL, SECRET, empty_the_site
from tests.archive.looked_at import every_page

DERIVED = (FactUse, LiveFactUse)


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_copy_has_a_row_of_every_model_that_a_copy_holds(one_copy):
    counted = json.loads((one_copy / "manifesto.json").read_text())["righe"]
    assert set(counted) == {model.__name__ for model in shaped()}


def test_every_page_of_the_imported_site_has_the_same_bytes(client, copy):
    pages, uses = every_page(client), [model.objects.count() for model in DERIVED]
    empty_the_site()
    get_user_model().objects.all().delete()
    call_command("import_site", copy)
    after = every_page(client)
    assert set(after) == set(pages)
    assert [address for address in pages if after[address] != pages[address]] == []
    assert len(pages) > 60
    assert [model.objects.count() for model in DERIVED] == uses
    texts = sum(model.objects.count() for model in kinds().values())
    assert QueueText.objects.count() == texts > 10


def test_what_did_not_change_gives_an_equal_copy_twice_and_from_the_imported_site(copy, tmp_path):
    call_command("export_site", tmp_path / "seconda")
    assert files_in(tmp_path / "seconda") == files_in(copy)
    empty_the_site()
    call_command("import_site", copy)
    call_command("export_site", tmp_path / "terza")
    assert files_in(tmp_path / "terza") == files_in(copy)


def test_nothing_private_is_in_a_copy(copy):
    files = files_in(copy)
    shown = [path for path, content in files.items() if SECRET.encode() in content.lower()]
    assert shown == []
    for private in (EMAIL, "f00dfeed", "anna@", "password", "elena@"):
        assert [path for path, content in files.items() if private.encode() in content] == []
    assert not [path for path in files if SECRET in path or path.endswith(".pdf")]
    drafts = files["dati/bozze-messe-da-parte.jsonl"]
    assert b'"question_id": null' in drafts
    assert not re.search(rb'"question_id": \d', drafts)


def test_the_names_in_a_value_stand_in_one_order_whichever_database_kept_them(one_copy):
    values = [
        value
        for path in one_copy.rglob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
        for value in json.loads(line).values()
        if isinstance(value, dict)
    ]
    assert len(values) > 3
    assert [value for value in values if list(value) != sorted(value)] == []


def test_with_its_flag_the_queue_leaves_too_and_the_copy_says_so(lived_in, tmp_path):
    folder = tmp_path / "copia"
    call_command("export_site", folder, with_queue=True)
    files = files_in(folder)
    waiting = [f for f in files if f.startswith("storie/") and b"state: waiting" in files[f]]
    refused = [f for f in files if f.startswith("storie/") and b"state: rejected" in files[f]]
    assert len(waiting) == len(refused) == 1
    assert not [f for f in files if b"state: spam" in files[f]]
    assert json.loads(files["manifesto.json"])["con_la_coda"] is True
    assert "Attenzione" in files["LEGGIMI.md"].decode()
    assert not [path for path, content in files.items() if EMAIL.encode() in content]
    empty_the_site()
    call_command("import_site", folder)
    assert Story.objects.waiting().get().text == SECRET
    assert Story.objects.rejected().count() == 1


def test_who_wrote_comes_back_by_name_and_cannot_sign_in(at_hand):
    call_command("import_site", at_hand)
    anna = Guide.objects.get(slug="pacco-perso").live.published_by
    assert anna.get_full_name() == "Anna"
    assert not anna.is_active
    assert not anna.has_usable_password()


def test_a_colleague_who_is_there_already_is_the_one_who_wrote(at_hand, anna):
    call_command("import_site", at_hand)
    assert Guide.objects.get(slug="pacco-perso").live.published_by == anna


def test_search_queue_and_pictures_are_those_of_the_copy(client, at_hand, anna):
    call_command("import_site", at_hand)
    assert find("dov’è il pacco").best
    client.force_login(anna)
    queue = client.get("/admin/guides/queueitem/?parole=arrivato")
    assert "Mai arrivato" in queue.content.decode()
    for path in (*(at_hand / "immagini").iterdir(), *(at_hand / "copertine").iterdir()):
        name = path.relative_to(at_hand).as_posix()
        assert filecmp.cmp(public_pictures().path(name), path, shallow=False)
