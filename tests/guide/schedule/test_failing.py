"""A schedule that cannot be carried out says so, by state, letter and line."""

import pytest

from guides.guide.schedule.models import Schedule
from guides.mail.models import Letter
from tests.factories import a_guide
from tests.facts.making import a_fact
from tests.guide.schedule.coming import again, comes, do_what_is_due, moment, write

pytestmark = pytest.mark.django_db


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
