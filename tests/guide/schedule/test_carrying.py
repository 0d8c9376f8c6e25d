"""A schedule's moment: done once, whole, or said to have failed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from guides.guide.publishable import CannotPublish
from guides.guide.schedule.carrying import carry_out_due, now_do
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import Moment
from guides.mail.models import Letter
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"


def moment(**later) -> Moment:
    at = timezone.now() + timedelta(**(later or {"hours": 1}))
    return Moment(at, timezone.localtime(at).replace(tzinfo=None), "Europe/Rome")


def comes(schedule) -> None:
    """Its moment has come."""
    Schedule.objects.filter(pk=schedule.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def do_what_is_due() -> int:
    return carry_out_due.call()


def again(row):
    return type(row).objects.get(pk=row.pk)


def write(guide, body: str) -> None:
    guide.sections.update(body=body)
    guide.revise()


@pytest.fixture
def guide(anna):
    """Live, with a draft that says something new."""
    guide = a_live_guide(slug="pacco", sections=[{"title": "Uno", "body": "Prima."}], by=anna)
    write(guide, f"Dopo. {SECRET}")
    return again(guide)


def page(client, guide) -> str:
    return client.get(f"/guide/{guide.slug}/").content.decode()


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


def failed_letter() -> Letter:
    return Letter.objects.get(template="guide/emails/schedule_failed.txt")


def test_an_address_taken_meanwhile_is_a_failure_that_is_told(anna):
    guide = a_guide(slug="conteso", title="La mia")
    schedule = guide.schedule_publication(by=anna, at=moment())
    other = a_guide(slug="altro")
    other.publish(by=anna)
    type(guide).objects.filter(pk=guide.pk).update(slug="lasciato")
    other.slug = "conteso"
    other.save()
    other.publish(by=anna)
    comes(schedule)
    do_what_is_due()
    (missed,) = Schedule.objects.failed()
    assert "ha già questo indirizzo" in missed.trouble
    letter = failed_letter()
    assert letter.to == anna.email
    assert "La mia" in letter.subject
    assert "ha già questo indirizzo" in letter.text
    assert not again(guide).is_public
    assert guide.editions.count() == 0


def test_a_fact_that_went_meanwhile_is_a_failure_that_is_told(guide, anna):
    fact = a_fact(key="recesso")
    write(guide, "Hai {{fatto:recesso}}.")
    guide.sections.get().save()
    schedule = again(guide).schedule_publication(by=anna, at=moment())
    section = guide.sections.get()
    section.body = "Non diciamo più quanti giorni."
    section.save()
    fact.delete()
    comes(schedule)
    do_what_is_due()
    assert "«recesso» non c’è" in again(schedule).trouble
    assert "Prima." in again(guide).live.sections.get().body_markdown
    assert failed_letter()


def test_a_fact_that_changed_meanwhile_is_said_as_it_is_today(client, guide, anna):
    fact = a_fact(key="recesso")
    write(guide, "Hai {{fatto:recesso}}.")
    schedule = again(guide).schedule_publication(by=anna, at=moment())
    fact.number = 30
    fact.save()
    comes(schedule)
    do_what_is_due()
    assert "30" in again(guide).live.sections.get().body_text


def test_a_guide_withdrawn_meanwhile_is_not_put_back_by_a_clock(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    again(guide).withdraw(by=anna, because="È sbagliata.")
    comes(schedule)
    do_what_is_due()
    assert again(schedule).trouble == "Nel frattempo qualcuno ha ritirato la guida."
    assert not again(guide).is_public
    assert failed_letter()


def test_a_withdrawal_of_what_is_already_withdrawn_is_no_failure(guide, anna):
    schedule = guide.schedule_withdrawal(by=anna, at=moment(), because="Finita.")
    again(guide).withdraw(by=anna, because="È sbagliata.")
    comes(schedule)
    do_what_is_due()
    assert again(schedule).state == Schedule.State.DONE
    assert again(guide).withdrawn_because == "È sbagliata."
    assert not Letter.objects.filter(template="guide/emails/schedule_failed.txt").exists()


def test_a_guide_that_was_withdrawn_before_comes_back(client, guide, anna):
    guide.withdraw(by=anna, because="Da rifare.")
    schedule = again(guide).schedule_publication(by=anna, at=moment())
    comes(schedule)
    do_what_is_due()
    assert "Dopo." in page(client, guide)


def test_an_error_that_nobody_thought_of_is_a_failure_too(guide, anna, monkeypatch):
    schedule = guide.schedule_publication(by=anna, at=moment())
    comes(schedule)

    def breaks(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("guides.guide.publishable.leave_behind", breaks)
    do_what_is_due()
    assert again(schedule).state == Schedule.State.FAILED
    assert guide.editions.count() == 1
    assert "errore" in failed_letter().text


def test_who_asked_and_works_here_no_more_is_answered_for_by_the_newsroom(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    anna.is_active = False
    anna.save()
    again(guide).withdraw(by=anna, because="x")
    comes(schedule)
    do_what_is_due()
    assert failed_letter().to == "redazione@sportello.example"


def test_what_failed_stops_being_news_when_it_is_published_or_read(guide, anna):
    schedule = guide.schedule_publication(by=anna, at=moment())
    again(guide).withdraw(by=anna, because="x")
    comes(schedule)
    do_what_is_due()
    assert Schedule.objects.failed().count() == 1
    again(guide).publish(by=anna)
    assert Schedule.objects.failed().count() == 0


def test_the_next_seven_days_are_in_order(anna):
    later, soon, far = (
        a_guide().schedule_publication(by=anna, at=moment(days=days)) for days in (6, 1, 8)
    )
    assert list(Schedule.objects.next_seven_days()) == [soon, later]
    assert far.is_waiting


def test_with_no_worker_the_next_request_finds_it_done(client, settings, guide, anna, monkeypatch):
    settings.LOOKS_FOR_WHAT_IS_DUE = True
    monkeypatch.setattr("guides.guide.schedule.carrying.AtTheNextRequest.looked_at", -99.0)
    schedule = guide.schedule_publication(by=anna, at=moment())
    comes(schedule)
    assert "Dopo." in page(client, guide)


def test_deleting_a_guide_takes_its_schedules_along(anna):
    guide = a_guide()
    guide.schedule_publication(by=anna, at=moment())
    guide.delete()
    assert not Schedule.objects.exists()
    assert do_what_is_due() == 0
