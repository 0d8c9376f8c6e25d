"""A schedule's moment: done once, whole, or said to have failed."""

from datetime import datetime

import pytest

from guides.guide.schedule.carrying import now_do
from guides.guide.schedule.models import Schedule
from guides.publishing.live_edition import CannotPublish
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact
from tests.guide.schedule.coming import SECRET, again, comes, do_what_is_due, moment, page, write

pytestmark = pytest.mark.django_db


def test_the_live_page_stays_until_the_moment_and_then_is_another(client, guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment(), note="Nuovi tempi")
    assert do_what_is_due() == 0
    assert "Prima." in page(client, guide)
    comes(schedule)
    assert do_what_is_due() == 1
    assert "Dopo." in page(client, guide)
    edition = again(guide).live
    assert (edition.note, edition.published_by, again(schedule).edition) == (
        "Nuovi tempi",
        anna,
        edition,
    )


def test_a_row_knows_utc_the_wall_clock_and_its_zone(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    assert (schedule.zone, len(schedule.wall_time)) == ("Europe/Rome", 16)
    assert datetime.fromisoformat(schedule.wall_time).minute == schedule.due_at.minute


def test_nothing_of_it_is_anywhere_before(client, anna):
    guide = a_guide(title=SECRET, slug=SECRET, summary=SECRET, sections=[{"title": SECRET}])
    guide.schedule_publication(by=anna, at=moment(), note=SECRET)
    addresses = [
        *("/", "/guide/", "/sitemap.xml", "/sitemap-inizio.xml", "/llms.txt", "/cerca/?q=x"),
        *("/feed/guide-nuove.xml", "/feed/guide-aggiornate.xml", f"/guide/{SECRET}/"),
        *(f"/cerca.json?q={SECRET}", f"/guide/{SECRET}.md"),
        *(f"/admin/guides/guide/{guide.pk}/versioni/", f"/anteprima/guide/{guide.pk}/"),
        f"/admin/guides/guide/{guide.pk}/confronta/",
    ]
    for address in addresses:
        answer = client.get(address)
        said = answer.content.decode().replace(f'"question": "{SECRET}"', "")
        assert SECRET not in said, address


def test_what_was_frozen_goes_out_and_later_work_stays_a_draft(client, guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    write(guide, "Ancora dopo.")
    assert again(schedule).is_of_older_words
    comes(schedule)
    do_what_is_due()
    assert "Dopo." in page(client, guide)
    assert "Ancora" not in page(client, guide)
    assert again(guide).state.label == "Pubblicata con modifiche"


def test_done_once_however_many_look(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    comes(schedule)
    read_before = again(schedule)
    assert now_do(again(schedule)) is True
    assert now_do(read_before) is False
    assert do_what_is_due() == 0
    assert guide.editions.count() == 2


def test_taken_back_while_it_was_due_it_does_not_happen(client, guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    comes(schedule)
    read_before = again(schedule)
    assert Schedule.objects.filter(pk=schedule.pk).recall(by=anna) == 1
    assert now_do(read_before) is False
    assert "Prima." in page(client, guide)
    assert Schedule.objects.filter(pk=schedule.pk).recall(by=anna) == 0


def test_a_second_publication_takes_the_place_of_the_first(guide, anna):
    first = guide.schedule_publication(by=anna, at=moment())
    write(guide, "Terzo testo.")
    second = again(guide).schedule_publication(by=anna, at=moment(days=2))
    assert again(first).state == Schedule.State.RECALLED
    assert list(Schedule.objects.waiting()) == [second]
    assert second.kept.content["sections"][0]["body"] == "Terzo testo."


def test_publishing_by_hand_takes_back_what_was_frozen_before(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    write(guide, "Più nuovo.")
    again(guide).publish(by=anna)
    assert again(schedule).state == Schedule.State.RECALLED
    assert "prima di quel momento" in again(schedule).trouble


def test_a_publication_and_a_withdrawal_may_wait_together(client, anna):
    guide = a_guide(slug="offerta")
    up = guide.schedule_publication(by=anna, at=moment(hours=1))
    down = guide.schedule_withdrawal(by=anna, at=moment(hours=9), because="Finita.")
    comes(up)
    do_what_is_due()
    assert client.get("/guide/offerta/").status_code == 200
    comes(down)
    do_what_is_due()
    assert client.get("/guide/offerta/").status_code == 410
    assert "Finita." in page(client, guide)


def test_what_is_not_public_and_will_not_be_is_not_withdrawn(anna):
    with pytest.raises(CannotPublish):
        a_guide().schedule_withdrawal(by=anna, at=moment(), because="x")


def test_what_has_obstacles_is_not_scheduled(anna):
    with pytest.raises(CannotPublish) as refusal:
        a_guide(sections=[]).schedule_publication(by=anna, at=moment())
    assert refusal.value.obstacles == ["Aggiungi almeno una sezione."]


def test_what_readers_see_already_is_not_scheduled(anna):
    with pytest.raises(CannotPublish):
        a_live_guide().schedule_publication(by=anna, at=moment())


def test_a_fact_that_changed_meanwhile_is_said_as_it_is_today(client, guide, anna):
    fact = a_fact(key="recesso")
    write(guide, "Hai {{fatto:recesso}}.")
    schedule = again(guide).schedule_publication(by=anna, at=moment())
    fact.number = 30
    fact.save()
    comes(schedule)
    do_what_is_due()
    assert "30" in again(guide).live.sections.get().body_text


def test_a_guide_that_was_withdrawn_before_comes_back(client, guide, anna):
    guide.withdraw(by=anna, because="Da rifare.")
    schedule = again(guide).schedule_publication(by=anna, at=moment())
    comes(schedule)
    do_what_is_due()
    assert "Dopo." in page(client, guide)


def test_the_next_seven_days_are_in_order(anna):
    later, soon, far = (
        a_guide().schedule_publication(by=anna, at=moment(days=days)) for days in (6, 1, 8)
    )
    assert list(Schedule.objects.next_seven_days()) == [soon, later]
    assert far.is_waiting


def test_with_no_worker_the_next_request_finds_it_done(client, settings, guide, anna, monkeypatch):
    settings.LOOKS_FOR_WHAT_IS_DUE = True
    monkeypatch.setattr("guides.guide.schedule.carrying.SchedulesAtTheNextRequest.looked_at", -99.0)
    schedule = guide.schedule_publication(by=anna, at=moment())
    comes(schedule)
    assert "Dopo." in page(client, guide)


def test_deleting_a_guide_takes_its_schedules_along(anna):
    guide = a_guide()
    guide.schedule_publication(by=anna, at=moment())
    guide.delete()
    assert not Schedule.objects.exists()
    assert do_what_is_due() == 0
