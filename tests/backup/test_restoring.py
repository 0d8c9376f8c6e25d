"""The site comes back from a backup, and what readers took away since does not."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db import connection
from django.test import Client

from guides.backup.databases.postgresql import connected
from guides.comments.models import Comment
from guides.contributions.addressed import RefusedAddress
from guides.guide.follower import GuideFollower
from guides.guide.models import Guide
from guides.mail.models import Letter
from guides.pages.models import PurgedTags
from guides.pages.tags import EVERYTHING
from guides.people.store import SessionStore
from guides.privacy import erasures
from guides.privacy.held import erase_about
from guides.record.models import AdministrativeAct, Verb
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from tests.backup.conftest import a_paper, backed_up, restored
from tests.factories import a_live_guide
from tests.voices import a_comment, a_story, fresh, public

pytestmark = pytest.mark.usefixtures("site")
EMAIL = "lettrice@posta.example"


@pytest.fixture
def anna(site):
    return get_user_model().objects.create_superuser("anna", "anna@redazione.example", "x")


def refusal(place: Path, **options) -> CommandError:
    with pytest.raises(CommandError) as refused:
        restored(place, **options)
    return refused.value


def again(folder: Path) -> str:
    """The newest backup put over the site that lives."""
    return restored(folder, overwrite=True)


# What comes back.


def test_the_site_is_as_it_was_then_page_for_page(anna, folder):
    guide = a_live_guide()
    story = public(a_story(), by=anna)
    paper = a_paper(story)
    pages = ["/", guide.get_absolute_url(), story.get_absolute_url(), "/storie/"]
    before = [Client().get(page).content for page in pages]
    backed_up(folder)
    a_live_guide()
    Story.objects.filter(pk=story.pk).update(title="Cambiata dopo")
    Path(paper.file.path).write_bytes(b"rovinato")
    said = again(folder)
    assert [Client().get(page).content for page in pages] == before
    assert Path(paper.file.path).read_bytes() == b"%PDF-1.4 segreto"
    assert PurgedTags.objects.order_by("pk").last().tags == [EVERYTHING]
    assert "La banca dati di prima è «" in said
    assert "chi può entrare" in said


def test_on_a_bare_machine_it_brings_its_key_along(site, folder, settings):
    settings.SECRET_KEY_IS_OURS, settings.ADDRESS_KEY = True, settings.SECRET_KEY
    a_story(title="Di allora")
    backed_up(folder)
    key = settings.SECRET_KEY
    _empty(site)
    settings.SECRET_KEY = settings.ADDRESS_KEY = "another key, made at the first start of this one"
    restored(folder)
    assert Story.objects.get().title == "Di allora"
    assert settings.SECRET_KEY == (settings.DATA_DIR / "secret_key").read_text() == key


def _empty(site: str) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        os.unlink(site)
        Path(site).touch()
        return
    with connected(autocommit=True) as database:
        database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


# What does not.


def test_what_its_author_erased_or_took_back_since_does_not(anna, folder):
    erased = public(a_story(author_name="Irripetibile", author_email=EMAIL), by=anna)
    back, stays = public(a_comment(), by=anna), public(a_comment(), by=anna)
    paper = a_paper(erased)
    backup = backed_up(folder)
    erased.erase(), back.take_back()
    said = again(folder)
    erased, back = fresh(erased), fresh(back)
    assert (erased.text, erased.author_name, erased.author_email) == ("", "", "")
    assert not erased.is_public
    assert back.was_withdrawn_by_its_author
    assert fresh(stays).is_public
    assert not Attachment.objects.exists()
    assert not Path(paper.file.path).exists()
    assert (backup / "allegati" / paper.file.name).exists()  # until its time is over
    assert "testi cancellati, ritirati o tolti di nuovo: 2" in said
    assert "Irripetibile" not in str(Client().get("/storie/").content)


def test_what_the_newsroom_took_down_stays_down_and_what_it_put_back_is_back(anna, folder):
    hidden, omitted, put_back = (public(a_comment(text=f"Parola {n}"), by=anna) for n in range(3))
    waits = a_comment()
    backed_up(folder)
    hidden.withdraw(by=anna), put_back.withdraw(by=anna)
    put_back.approve(by=anna)
    omitted.redact(by=anna, words="Parola")
    waits.approve(by=anna)
    again(folder)
    assert [fresh(each).is_public for each in (hidden, omitted, put_back)] == [False, False, True]
    assert fresh(waits).state == Comment.State.WAITING
    rule = fresh(omitted).queue_item.decisions.last()
    assert "omesse delle parole" in rule.rule
    fresh(omitted).approve(by=anna)  # who has looked at it may


def test_a_guide_that_was_withdrawn_since_is_not_online_and_one_that_came_back_is(anna, folder):
    gone, back = a_live_guide(), a_live_guide()
    backed_up(folder)
    gone.withdraw(by=anna, because="Un nome di troppo."), back.withdraw(by=anna, because="Prova.")
    fresh(back).publish(by=anna)
    again(folder)
    assert [fresh(guide).live is not None for guide in (gone, back)] == [False, True]
    assert Client().get(gone.get_absolute_url()).status_code == 410


def test_who_wanted_no_more_letters_gets_none(folder):
    guide = a_live_guide()
    follower = GuideFollower.objects.create(guide=guide, email=EMAIL)
    GuideFollower.objects.update(email_confirmed_at=guide.created_at)
    stranger = a_comment(author_email="altra@posta.example")
    backed_up(folder)
    fresh(follower).stop_mail(), stranger.stop_mail()
    again(folder)
    assert not fresh(follower).is_reachable
    assert RefusedAddress.objects.refuses("altra@posta.example")


def test_an_address_that_an_administrator_erased_is_erased_again(anna, folder):
    GuideFollower.objects.create(guide=a_live_guide(), email=EMAIL)
    story = a_story(author_email=EMAIL.upper())
    backed_up(folder)
    erase_about(EMAIL)
    again(folder)
    assert not GuideFollower.objects.exists()
    assert fresh(story).text == ""


def test_who_came_back_before_the_backup_is_left_alone(folder):
    erase_about(EMAIL)
    lines = [erasures.Line("2020-01-01T00:00:00+00:00", line.what, line.key) for line in _ledger()]
    erasures.ledger().unlink()
    erasures.add(lines)
    GuideFollower.objects.create(guide=a_live_guide(), email=EMAIL)
    backup = backed_up(folder)
    again(backup)
    assert GuideFollower.objects.exists()


def test_the_ledger_holds_no_word_and_travels_with_every_backup(folder):
    story = a_story(author_email=EMAIL)
    first = backed_up(folder)
    os.rename(first, first := first.with_name("2026-01-01T000000Z"))
    story.erase()
    backed_up(folder)
    text = erasures.ledger().read_text()
    assert EMAIL not in text
    assert str(story.uid) not in text
    shutil.rmtree(erasures.ledger().parent)  # the disk is lost, the newer backup is not
    again(first)
    assert fresh(story).text == ""
    assert erasures.ledger().read_text() == text


def _ledger() -> list[erasures.Line]:
    return list(erasures.read(erasures.ledger()))


def test_sessions_are_over_and_letters_that_waited_are_not_sent_twice(anna, folder):
    Client().force_login(anna)
    assert SessionStore.get_model_class().objects.exists()
    letter = Letter.objects.create(template="mail/x.txt", to=EMAIL, subject="x")
    backup = backed_up(folder)
    said = again(backup)
    assert not SessionStore.get_model_class().objects.exists()
    assert AdministrativeAct.objects.filter(verb=Verb.RESTORE).count() == 1
    assert fresh(letter).state == Letter.State.REFUSED
    assert fresh(letter).trouble == "era in attesa nella copia: forse già spedita"
    assert "lettere in attesa, fermate: 1" in said
    restored(backup, overwrite=True, letters_go=True)
    assert fresh(letter).state == Letter.State.QUEUED


# What is refused, and then nothing has happened.


def test_a_site_that_lives_is_not_written_over_by_mistake(anna, folder):
    backup = backed_up(folder)
    a_story(title="Di oggi")
    refused = refusal(backup)
    assert (refused.returncode, "--overwrite" in str(refused)) == (7, True)
    assert Story.objects.get().title == "Di oggi"


def test_a_site_that_is_running_is_not_pulled_away_from_under_its_readers(anna, site, folder):
    backup = backed_up(folder)
    if connection.vendor == "sqlite":
        running = sqlite3.connect(site)
        running.execute("SELECT count(*) FROM auth_user").fetchone()
    else:
        running = connected()
    with closing(running):
        refused = refusal(backup, overwrite=True)
    assert (refused.returncode, "acceso" in str(refused)) == (7, True)
    assert get_user_model().objects.count() == 1


def _break(backup: Path, how: str) -> None:
    place = backup / "copia-di-sicurezza.json"
    said = json.loads(place.read_text())
    if how == "a file changed":
        (backup / said["file_banca_dati"]).write_bytes(b"rot")
    elif how == "a file is missing":
        (backup / said["file_banca_dati"]).unlink()
    elif how == "unfinished":
        place.unlink()
    else:
        place.write_text(json.dumps(said | json.loads(how)))


NO_GOOD = {
    "a file changed": "è cambiato un file (banca-dati",
    "a file is missing": "manca un file (banca-dati",
    "unfinished": "manca copia-di-sicurezza.json",
    '{"formato": 9}': "versione più nuova",
    '{"banca_dati": "oracle"}': "DATABASE_URL",
    '{"chiave": "x"}': "SECRET_KEY",
    '{"momento": "ieri"}': "non si legge",
    '{"impronte": "x"}': "impronte.txt è cambiato",
    '{"righe": {"guides_guide": ["7", ""]}}': "non è come era il sito",
}


def test_what_is_no_good_backup_is_said_and_the_site_is_as_before(anna, folder, tmp_path):
    backup = backed_up(folder)
    a_live_guide(title="Di oggi")
    for number, (how, sentence) in enumerate(NO_GOOD.items()):
        copy = shutil.copytree(backup, tmp_path / f"{number}")
        _break(copy, how)
        assert sentence in str(refusal(copy, overwrite=True)), how
    assert Guide.objects.get().title == "Di oggi"


def test_one_of_a_newer_version_waits_for_the_site_to_be_updated(anna, folder):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('guides', '9999_later', '2030-01-01')"
        )
    backup = backed_up(folder)
    assert "9999_later" in str(refusal(backup, overwrite=True))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
def test_without_the_right_to_make_databases_an_empty_one_is_filled(site, folder, monkeypatch):
    from guides.backup.databases import postgresql

    a_story(title="Di allora")
    backup = backed_up(folder)

    def may_not(server, name):
        raise psycopg.errors.InsufficientPrivilege("permission denied")

    monkeypatch.setattr(postgresql, "make", may_not)
    assert "CREATEDB" in str(refusal(backup, overwrite=True))
    _empty(site)
    restored(backup)
    assert Story.objects.get().title == "Di allora"
