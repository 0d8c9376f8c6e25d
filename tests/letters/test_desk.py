"""A letter at the desk: written, read with sample readers, published, compared, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.guide.schedule import carrying
from guides.guide.schedule.moment import Moment
from guides.letters.models import FormLetter
from guides.letters.scheduling import LetterSchedule
from tests.factories import a_live_guide
from tests.letters.making import ANSWERS, BODY, a_letter, a_live_letter

pytestmark = pytest.mark.django_db


def desk_of(letter) -> str:
    return f"/admin/guides/formletter/{letter.pk}/change/"


def typed(client, letter, **more) -> dict:
    """The form as it stands, with what somebody typed."""
    context = client.get(desk_of(letter)).context
    form = context["adminform"].form
    fields = {form.add_prefix(n): form[n].value() for n in form.fields}
    for group in context["inline_admin_formsets"]:
        fields |= {
            f"{group.formset.prefix}-{k}": v
            for k, v in group.formset.management_form.initial.items()
        }
        for row in group.formset.initial_forms:
            fields |= {row.add_prefix(n): row[n].value() for n in row.fields}
    return {k: v for k, v in (fields | more).items() if v is not None}


def said_by(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_saving_asks_by_itself_what_the_text_uses(admin_client):
    letter = a_letter()
    letter.questions.all().delete()
    answer = admin_client.post(desk_of(letter), typed(admin_client, letter, subject="Per {{nome}}"))
    assert answer.status_code == 302
    assert letter.questions.count() == len(ANSWERS)


def test_a_mistake_comes_back_beside_its_box_with_the_words_kept(admin_client):
    letter = a_letter()
    answer = admin_client.post(desk_of(letter), typed(admin_client, letter, body="Ciao {{se a"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Riga 1: «{{» senza la sua metà" in page
    assert "Ciao {{se a" in page
    bold = admin_client.post(desk_of(letter), typed(admin_client, letter, body="**Ciao**"))
    assert "in una lettera stanno solo capoversi ed elenchi" in bold.content.decode()


def test_publishing_from_the_desk_says_what_is_in_the_way(admin_client):
    letter = a_letter(body=BODY + "\n{{esito}}")
    fields = typed(admin_client, letter, _publish="1")
    answer = admin_client.post(desk_of(letter), fields, follow=True)
    assert "«esito» può essere «Non lo so»" in said_by(answer)
    assert not FormLetter.objects.get().is_public
    fields = typed(admin_client, letter, body=BODY, _publish="1")
    answer = admin_client.post(desk_of(letter), fields, follow=True)
    assert "Pubblicata: i lettori la vedono da ora." in said_by(answer)


def test_two_editors_at_once_lose_no_words(admin_client):
    letter = a_letter()
    mine = typed(admin_client, letter, summary="Mie parole.")
    admin_client.post(desk_of(letter), typed(admin_client, letter, summary="Di un altro."))
    answer = admin_client.post(desk_of(letter), mine)
    page = answer.content.decode()
    assert "qualcun altro, o tu in un’altra finestra, ha cambiato questa lettera" in page
    assert "Mie parole." in page
    letter.refresh_from_db()
    assert letter.summary == "Di un altro."
    mine["seen"] = answer.context["adminform"].form["seen"].value()
    assert admin_client.post(desk_of(letter), mine).status_code == 302


def test_the_preview_reads_the_letter_of_each_sample_reader(admin_client, client):
    letter = a_letter()
    page = admin_client.get(f"/lettere/anteprima/{letter.pk}/").content.decode()
    assert page.count('class="paper"') == 2
    assert "Avete rifiutato il rimborso." in page
    assert "Non mi avete risposto." in page
    assert client.get(f"/lettere/anteprima/{letter.pk}/").status_code == 302
    broken = a_letter(body=BODY + "\n{{boh}}")
    assert (
        "non c’è un dato «boh»"
        in admin_client.get(f"/lettere/anteprima/{broken.pk}/").content.decode()
    )


def test_two_editions_are_compared_and_one_is_brought_back(admin_client):
    letter = a_live_letter()
    before = letter.body
    letter.body = before.replace("Chiedo:", "Pretendo:")
    letter.save()
    letter.publish(by=None)
    address = f"/admin/guides/formletter/{letter.pk}/versioni/"
    page = admin_client.get(address, {"da": "1", "a": "2"}).content.decode()
    assert "[tolto: </span>Chiedo" in page
    assert "[aggiunto: </span>Pretendo" in page
    assert admin_client.get(address, {"da": "boh"}).status_code == 404
    admin_client.post(f"{address}1/ripristina/")
    letter.refresh_from_db()
    assert letter.body == before
    assert "Pretendo" in letter.live.body
    assert letter.obstacles() == []


def test_words_that_no_edition_has_are_overwritten_only_by_who_says_so(admin_client):
    letter = a_live_letter()
    before = letter.body
    letter.body = mine = before.replace("Chiedo:", "Pretendo:")
    letter.save()
    address = f"/admin/guides/formletter/{letter.pk}/versioni/1/ripristina/"
    asked = admin_client.post(address)
    assert asked.status_code == 409
    assert "si perdono" in asked.content.decode()
    letter.refresh_from_db()
    assert letter.body == mine
    admin_client.post(address, {"sopra": "1"})
    letter.refresh_from_db()
    assert letter.body == before


def test_withdrawing_lists_first_all_that_leads_here(admin_client):
    letter = a_live_letter(slug="reclamo")
    section = {"title": "Che cosa scrivere", "body": "Usa [la lettera](lettera:reclamo)."}
    guide = a_live_guide(sections=[section | {"problem": "Non so"}])
    address = f"/admin/guides/formletter/{letter.pk}/ritira/"
    page = admin_client.get(address).content.decode()
    assert f"{guide.title}, «Che cosa scrivere»" in page
    assert admin_client.post(address, {"because": " "}).status_code == 400
    admin_client.post(address, {"because": "La legge è cambiata."})
    assert admin_client.get("/lettere/reclamo/").status_code == 410
    assert admin_client.get(address).status_code == 302


def test_names_are_completed_as_one_types(admin_client, client):
    a_letter()
    found = admin_client.get("/admin/guides/formletter/nomi/", {"q": "esito"}).json()["facts"]
    tags = [way["tag"] for way in found[0]["formats"]]
    assert tags[0] == "{{esito}}"
    assert "{{se esito è rifiutato}}{{fine}}" in tags
    assert client.get("/admin/guides/formletter/nomi/").status_code == 302


def moment(hours: int) -> Moment:
    at = timezone.now() + timedelta(hours=hours)
    return Moment(at, at.replace(tzinfo=None), "Europe/Rome")


def its_time_comes() -> None:
    LetterSchedule.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    carrying.look()


def test_what_was_frozen_goes_out_at_its_moment_once(admin_user):
    letter = a_letter()
    letter.schedule_publication(by=admin_user, at=moment(2))
    letter.summary = "Scritto dopo."
    letter.save()
    carrying.look()
    assert not FormLetter.objects.get().is_public
    its_time_comes()
    letter.refresh_from_db()
    assert letter.live.summary == "Chiede i soldi indietro."
    number = letter.live.number
    its_time_comes()
    letter.refresh_from_db()
    assert letter.live.number == number


def test_a_withdrawal_waits_too_and_can_be_taken_back(admin_user, admin_client):
    letter = a_live_letter()
    letter.schedule_withdrawal(by=admin_user, at=moment(2), because="Scade.")
    again = letter.schedule_withdrawal(by=admin_user, at=moment(3), because="Scade dopo.")
    assert LetterSchedule.objects.waiting().get() == again
    assert "Programmata: ritiro" in admin_client.get(desk_of(letter)).content.decode()
    admin_client.post(f"/admin/guides/formletter/programmate/{again.pk}/annulla/")
    its_time_comes()
    letter.refresh_from_db()
    assert letter.is_public
    letter.schedule_withdrawal(by=admin_user, at=moment(2), because="Scade.")
    its_time_comes()
    letter.refresh_from_db()
    assert not letter.is_public
    assert letter.withdrawn_because == "Scade."


def test_a_publication_that_somebody_stopped_by_withdrawing_is_said(admin_user, admin_client):
    letter = a_live_letter()
    letter.summary = "Nuovo."
    letter.save()
    letter.schedule_publication(by=admin_user, at=moment(2))
    letter.withdraw(by=admin_user, because="Sbagliata.")
    its_time_comes()
    letter.refresh_from_db()
    assert not letter.is_public
    assert (
        "Nel frattempo qualcuno ha ritirato la lettera."
        in admin_client.get(desk_of(letter)).content.decode()
    )
    assert "lettera programmata non è riuscita" in admin_client.get("/admin/").content.decode()


def test_it_is_scheduled_from_the_desk(admin_client):
    letter = a_letter()
    fields = typed(admin_client, letter, _schedule="1", publish_at="2027-03-01T09:00")
    answer = admin_client.post(desk_of(letter), fields, follow=True)
    assert "Programmata: pubblicazione il 1° marzo 2027 alle 9:00" in said_by(answer)
    fields = typed(admin_client, letter, _schedule="1", publish_at="2020-03-01T09:00")
    answer = admin_client.post(desk_of(letter), fields, follow=True)
    assert "Questo momento è già passato" in said_by(answer)
