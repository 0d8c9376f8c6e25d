"""A letter waits for its moment, and meanwhile what it names goes away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.facts.models import Fact
from guides.glossary.models import Datum
from guides.guide.schedule import carrying
from guides.guide.schedule.moment import Moment
from guides.letters.models import FormLetter
from guides.letters.scheduling import LetterSchedule
from guides.mail.models import Letter
from tests.facts.making import a_fact
from tests.letters.making import BODY, a_letter, a_live_letter

pytestmark = pytest.mark.django_db


def moment() -> Moment:
    at = timezone.now() + timedelta(hours=2)
    return Moment(at, at.replace(tzinfo=None), "Europe/Rome")


def its_time_comes() -> LetterSchedule:
    LetterSchedule.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    carrying.look()
    return LetterSchedule.objects.get()


def says_no_more(letter: FormLetter, **texts) -> None:
    """The working copy, saved again after it was scheduled."""
    for name, text in texts.items():
        setattr(letter, name, text)
    letter.save()


def test_who_asked_is_told_by_letter_that_it_did_not_go_out(editor):
    letter = a_live_letter()
    says_no_more(letter, summary="Nuovo.")
    letter.schedule_publication(by=editor, at=moment())
    letter.withdraw(by=editor, because="Sbagliata.")
    its_time_comes()
    its_time_comes()
    told = Letter.objects.get(template="guide/emails/schedule_failed.txt")
    assert told.to == editor.email
    assert told.subject == f"Non riuscita: pubblicazione di «{letter.title}»"
    assert "Nel frattempo qualcuno ha ritirato la lettera." in told.text
    assert f"/admin/guides/formletter/{letter.pk}/change/#esito" in told.text


def test_a_fact_deleted_meanwhile_leaves_no_hole_before_readers(client, editor):
    a_fact(key="giorni", kind="termine", number=14, unit="giorni")
    letter = a_letter(body=BODY + "\nAvete {{fatto:giorni|lettere}}.")
    letter.schedule_publication(by=editor, at=moment())
    says_no_more(letter, body=BODY)
    Fact.objects.get().delete()
    assert "«giorni» non c’è" in its_time_comes().trouble
    assert client.get(f"/lettere/{letter.slug}/").status_code == 404


def test_a_datum_or_an_answer_that_went_meanwhile_is_said(editor):
    letter = a_letter()
    letter.schedule_publication(by=editor, at=moment())
    says_no_more(letter, body="Gentile {{azienda}}, aspetto {{prezzo}}.")
    letter.questions.filter(datum__key__in=["ragioni", "esito"]).delete()
    Datum.objects.get(key="ragioni").delete()
    Datum.objects.get(key="esito").choices.get(key="rifiutato").delete()
    trouble = its_time_comes().trouble
    assert "non c’è un dato «ragioni»" in trouble
    assert "«rifiutato» non è una risposta di «esito»" in trouble


def test_an_address_that_another_letter_took_meanwhile_is_not_shared(editor):
    letter = a_letter(slug="conteso")
    letter.schedule_publication(by=editor, at=moment())
    says_no_more(letter, slug="altro")
    a_live_letter(slug="conteso")
    assert "ha già questo indirizzo" in its_time_comes().trouble
    assert FormLetter.objects.live().filter(live__slug="conteso").count() == 1


def test_what_nobody_foresaw_is_told_too_and_the_others_go_out(editor, monkeypatch):
    broken, whole = a_letter(title="Rotta"), a_letter()
    for letter in (broken, whole):
        letter.schedule_publication(by=editor, at=moment())
    obstacles = FormLetter.obstacles_to
    monkeypatch.setattr(
        *(FormLetter, "obstacles_to"),
        lambda self, edition: 1 / 0 if self.pk == broken.pk else obstacles(self, edition),
    )
    LetterSchedule.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    carrying.look()
    assert FormLetter.objects.live().get() == whole
    assert "errore che non conosciamo" in LetterSchedule.objects.failed().get().trouble


def test_once_it_was_read_the_desk_says_it_no_more(admin_client, admin_user):
    letter = a_live_letter()
    letter.schedule_withdrawal(by=admin_user, at=moment(), because="Scade.")
    LetterSchedule.objects.update(trouble="Non è riuscita.", ended_at=timezone.now())
    desk = f"/admin/guides/formletter/{letter.pk}/change/"
    button = f"/admin/guides/formletter/programmate/{LetterSchedule.objects.get().pk}/letta/"
    assert button in admin_client.get(desk).content.decode()
    admin_client.post(button)
    assert button not in admin_client.get(desk).content.decode()
    assert "programmata non è riuscita" not in admin_client.get("/admin/").content.decode()


def test_publishing_at_once_takes_back_the_older_words_that_waited(editor):
    letter = a_letter()
    letter.schedule_publication(by=editor, at=moment())
    says_no_more(letter, summary="Più nuovo.")
    letter.publish(by=editor)
    its_time_comes()
    letter.refresh_from_db()
    assert letter.live.summary == "Più nuovo."


def test_a_withdrawal_and_then_a_publication_can_both_be_planned(editor):
    letter = a_live_letter()
    says_no_more(letter, summary="Riveduta.")
    letter.schedule_publication(by=editor, at=moment())
    letter.schedule_withdrawal(by=editor, at=moment(), because="La rivediamo.")
    for which in (True, False):
        one = LetterSchedule.objects.filter(edition__isnull=which)
        one.update(due_at=timezone.now() - timedelta(minutes=1))
        carrying.look()
        letter.refresh_from_db()
        assert letter.is_public is not which
    assert letter.live.summary == "Riveduta."
