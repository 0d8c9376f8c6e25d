"""What the private page lists, what can be corrected on it, and what is left after an erasure."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.contributions.pace import in_plain_words
from guides.contributions.update import Update
from guides.mail.models import Letter
from guides.moderation.contributors import Contributor
from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from tests.factories import a_company, a_live_guide, a_topic
from tests.reading import tree_of
from tests.voices import (
    WORDS,
    a_comment,
    a_story,
    correct_and_send,
    corrected_words,
    public,
    update_words,
)

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"


def body(response) -> str:
    return response.content.decode()


def fresh(contribution):
    return type(contribution).objects.get(pk=contribution.pk)


def mailed(contribution) -> str:
    return "/" + contribution.mailed_address.partition("://")[2].partition("/")[2]


# What was sent is listed whole


def test_a_story_is_listed_whole_with_its_attachments_date_outcome_and_address(client):
    company, topic = a_company(name="Treni Lenti"), a_topic(name="Viaggi")
    when = {"used_on": "2026-05-08", "outcome": "partly", "has_proof": True}
    mine = fresh(
        a_story(company=company, topic=topic, asked="Lo storno.", author_email=EMAIL, **when)
    )
    Attachment.objects.create(
        story=mine, name="scontrino.pdf", size=107_725, digest="x", content_type="application/pdf"
    )
    page = body(client.get(mine.private_path))
    for said in (
        mine.title,
        "Lo storno.",
        "Treni Lenti",
        "Viaggi",
        "8 maggio 2026",
        "Risolta in parte",
        "scontrino.pdf (105,2",
        EMAIL,
        "Indirizzo da confermare",
    ):
        assert said in page, said


def test_a_comment_says_where_it_stands(client):
    guide = a_live_guide(title="Bolletta", sections=[{"title": "Rimborso", "body": "Chiedilo."}])
    mine = a_comment(under=guide, section_uid=guide.sections.get().uid)
    page = body(client.get(mine.private_path))
    assert "Bolletta" in page
    assert "Rimborso" in page
    assert "Non hai lasciato un’e-mail" in page


def test_a_confirmed_address_is_said_at_once(client):
    mine = a_comment(author_email=EMAIL)
    answer = client.post(f"{mailed(mine)}conferma/", follow=True)
    assert "Indirizzo confermato" in body(answer)
    assert EMAIL in body(answer)
    assert "Conferma l’indirizzo" not in body(answer)
    client.post(f"{mine.private_path}posta/")
    assert "Hai chiesto di non ricevere messaggi" in body(client.get(mine.private_path))


# Every field can be corrected while it waits


def test_every_field_of_a_story_is_corrected_while_it_waits(client):
    mine = a_story(company=a_company(), author_name="Prima")
    company, topic = a_company(), a_topic()
    words = {
        "company_name": company.name,
        "title": "Altro titolo",
        "text": "Altro testo.",
        "used_on": "8/5/2026",
        "topic": str(topic.pk),
        "asked": "Altro.",
        "answered": "Niente.",
        "outcome": "solved",
        "has_proof": "on",
        "author_name": "Dopo",
    }
    assert set(words) == set(Story.rewritable)
    assert correct_and_send(client, mine, **words).status_code == 302
    kept = fresh(mine)
    assert (kept.company, kept.topic, kept.used_on.isoformat()) == (company, topic, "2026-05-08")
    assert (kept.outcome, kept.has_proof, kept.author_name) == ("solved", True, "Dopo")
    assert (kept.title, kept.text, kept.asked, kept.answered) == (
        "Altro titolo",
        "Altro testo.",
        "Altro.",
        "Niente.",
    )


def test_the_company_is_one_line_that_knows_ours_and_accepts_any_other(client):
    company = a_company(name="Treni Lenti")
    mine = a_story(company=company)
    page = body(client.get(f"{mine.private_path}testo/"))
    assert 'value="Treni Lenti"' in page
    assert '<option value="Treni Lenti"></option>' in page
    assert "Scrivi con quale azienda" in body(correct_and_send(client, mine, company_name=""))
    assert fresh(mine).company == company
    assert correct_and_send(client, mine, company_name="Ditta").status_code == 302
    assert (fresh(mine).company, fresh(mine).typed_company) == (None, "Ditta")
    assert correct_and_send(client, fresh(mine), company_name=" treni lenti").status_code == 302
    assert (fresh(mine).company, fresh(mine).typed_company) == (company, "")


def test_two_companies_of_one_name_are_not_mistaken_when_another_word_is_corrected(client):
    a_company(name="Treni Lenti")
    second = a_company(name="TRENI LENTI")
    mine = a_story(company=second)
    assert correct_and_send(client, mine, title="Altro titolo").status_code == 302
    assert (fresh(mine).company, fresh(mine).title) == (second, "Altro titolo")


@pytest.mark.parametrize(
    "words",
    [
        {"used_on": "31/2/2026"},
        {"used_on": "2199-01-01"},
        {"outcome": "boh"},
        {"company_name": "x" * 121},
        {"topic": "x"},
        {"title": "x" * 121},
        {"author_name": ""},
        {"text": "\u200b \u200b"},
    ],
    ids=str,
)
def test_a_wrong_field_comes_back_with_everything_else(client, words):
    mine = a_story()
    answer = correct_and_send(client, mine, **{"asked": "Parole nuove."} | words)
    assert answer.status_code == 422
    assert "Parole nuove." in body(answer)
    assert "Errore:" in body(answer)
    assert fresh(mine).asked == ""


def test_the_part_of_a_guide_and_the_name_of_a_comment_are_corrected(client):
    sections = [{"title": "Rimborso", "body": "Chiedilo."}, {"title": "Reclamo", "body": "Scrivi."}]
    guide = a_live_guide(sections=sections)
    first, second = (section.uid for section in guide.sections.order_by("position"))
    mine = a_comment(under=guide, section_uid=first)
    correct_and_send(client, mine, section_uid=str(second), author_name="Un’altra")
    assert (fresh(mine).section_uid, fresh(mine).author_name) == (second, "Un’altra")
    correct_and_send(client, fresh(mine), section_uid="")
    assert fresh(mine).section_uid is None
    wrong = correct_and_send(
        client, fresh(mine), section_uid="6fa459ea-ee8a-3ca4-894e-db77e160355e"
    )
    assert wrong.status_code == 422


def test_saving_without_a_change_leaves_no_trace(client):
    mine = a_story()
    assert correct_and_send(client, mine).status_code == 302
    assert Decision.objects.filter(item=mine.queue_item).count() == 1
    assert fresh(mine).version == mine.version


def test_a_mistyped_address_is_mended_and_the_old_mailbox_confirms_nothing(client):
    mine = a_comment(author_email="sbagliata@posta.example")
    old, old_mailed = mine.private_path, mailed(mine)
    words = corrected_words(mine) | {"email": EMAIL}
    answer = client.post(f"{old}indirizzo/", words)
    assert answer.status_code == 302
    assert fresh(mine).author_email == EMAIL
    assert fresh(mine).queue_item.contributor is not None
    assert client.get(old_mailed).status_code == 410
    assert client.get(old).status_code == 410
    page = client.get(answer["Location"])
    assert EMAIL in body(page)
    assert "Indirizzo da confermare" in body(page)
    letter = Letter.objects.get(to=EMAIL)
    assert letter.template.endswith("received.txt")
    client.post(f"{mailed(fresh(mine))}conferma/")
    assert fresh(mine).is_reachable


def test_an_address_that_is_none_comes_back_as_it_was_typed(client):
    mine = a_comment(author_email=EMAIL)
    words = corrected_words(mine) | {"email": "non è un indirizzo"}
    answer = client.post(f"{mine.private_path}indirizzo/", words)
    assert answer.status_code == 422
    assert "non è un indirizzo" in body(answer)
    assert fresh(mine).author_email == EMAIL


def test_another_address_counts_what_was_decided_where_it_belongs(client, anna, insults):
    mine = a_comment(author_email="vecchia@posta.example")
    mine.reject(by=anna, because=insults)
    client.post(f"{mine.private_path}indirizzo/", corrected_words(mine) | {"email": EMAIL})
    assert Contributor.objects.of("vecchia@posta.example").rejected == 0
    assert Contributor.objects.of(EMAIL).rejected == 1


# An update may change the outcome


def test_an_update_changes_the_outcome_once_it_is_approved(client, anna):
    mine = public(a_story(outcome="open"), by=anna)
    send = f"{mine.private_path}aggiornamento/"
    client.post(send, update_words("Mi hanno rimborsato.", outcome="solved"))
    update = Update.objects.get()
    assert fresh(mine).outcome == "open"
    assert "Ancora aperta" in body(client.get(mine.get_absolute_url()))
    client.force_login(anna)
    assert "Ancora aperta → Risolta" in body(client.get("/admin/guides/queueitem/"))
    update.approve(by=anna)
    assert "Risolta" in body(client.get(mine.get_absolute_url()))
    assert list(Story.objects.ended("solved")) == [mine]
    update.undo(by=anna)
    assert fresh(mine).outcome == "open"


def test_of_many_updates_the_last_that_is_public_says_how_it_ended(client, anna):
    mine = public(a_story(outcome="open"), by=anna)
    send = f"{mine.private_path}aggiornamento/"
    for text, outcome in (("Metà.", "partly"), ("Tutto.", "solved"), ("Grazie.", "open")):
        client.post(send, update_words(text, outcome=outcome))
    half, whole, thanks = Update.objects.order_by("pk")
    assert thanks.outcome == ""  # as the story stands when it is sent: nothing changes
    whole.approve(by=anna)
    half.approve(by=anna)
    thanks.approve(by=anna)
    assert fresh(mine).outcome == "solved"
    whole.undo(by=anna)
    assert fresh(mine).outcome == "partly"
    half.withdraw(by=anna)
    assert (fresh(mine).outcome, fresh(mine).first_outcome) == ("open", "")


def test_an_update_of_a_comment_asks_for_no_outcome_and_has_none(client, anna):
    mine = public(a_comment(), by=anna)
    assert "A che punto è adesso?" not in body(client.get(mine.private_path))
    client.post(f"{mine.private_path}aggiornamento/", update_words("Fatto."))
    update = Update.objects.get()
    assert update.outcome == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(outcome="solved")


def test_an_update_with_an_unknown_outcome_comes_back(client, anna):
    mine = public(a_story(), by=anna)
    words = update_words("Parole mie.", outcome="boh")
    answer = client.post(f"{mine.private_path}aggiornamento/", words)
    assert answer.status_code == 422
    assert "Parole mie." in body(answer)
    assert "Scegli una delle tre risposte." in body(answer)


# How long decisions take


def decided_after(hours: list[int], anna, *, days_ago: int = 1) -> None:
    for number in hours:
        mine = public(a_comment(), by=anna)
        at = timezone.now() - timedelta(days=days_ago)
        decision = mine.queue_item.decisions.filter(verb="approve")
        decision.update(at=at)
        QueueItem.objects.filter(pk=mine.queue_item_id).update(
            submitted_at=at - timedelta(hours=number)
        )


def test_who_waits_reads_the_median_of_the_last_thirty_days(client, anna):
    mine = a_comment()
    decided_after([1, 2, 6, 30, 400], anna)
    decided_after([900] * 7, anna, days_ago=40)
    assert "metà delle decisioni è arrivata entro 6 ore" in body(client.get(mine.private_path))
    mine.approve(by=anna)
    assert "metà delle decisioni" not in body(client.get(mine.private_path))


def test_of_too_few_decisions_nothing_is_said(client, anna):
    mine = a_comment()
    decided_after([1, 1, 1, 1], anna)
    assert "metà delle decisioni" not in body(client.get(mine.private_path))


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (timedelta(0), "un’ora"),
        (timedelta(minutes=59), "un’ora"),
        (timedelta(minutes=61), "2 ore"),
        (timedelta(hours=36), "36 ore"),
        (timedelta(hours=37), "2 giorni"),
        (timedelta(days=8, seconds=1), "9 giorni"),
    ],
)
def test_a_wait_is_told_in_plain_words(wait, said):
    assert in_plain_words(wait) == said


# After an erasure


@pytest.mark.parametrize("kind", [a_story, a_comment])
def test_after_an_erasure_the_page_says_what_is_gone_and_nothing_else(client, anna, kind):
    mine = kind(author_email=EMAIL, author_name="Berenice")
    mine.ask_author(by=anna, question="Quando è successo?")
    answer = client.post(f"{mine.private_path}cancellazione/", follow=True)
    page = body(answer)
    assert "hai cancellato tutto" in page
    assert ("gli allegati" in page) is (kind is a_story)
    main = tree_of(answer).find(".//main")
    assert main is not None
    assert not main.findall(".//form")
    for gone in (WORDS, "Berenice", EMAIL, "Quando è successo?", "fra i preferiti", "Scarica"):
        assert gone not in page


def test_nothing_can_be_done_after_an_erasure(client, anna):
    mine = public(a_story(author_email=EMAIL), by=anna)
    words = corrected_words(mine, text="Ancora.")
    client.post(f"{mine.private_path}cancellazione/")
    for path in ("testo/", "contesta/", "aggiornamento/", "indirizzo/"):
        client.post(f"{mine.private_path}{path}", words | {"email": "x@posta.example"})
    kept = fresh(mine)
    assert (kept.text, kept.author_email, kept.state) == ("", "", "withdrawn")
    assert not Letter.objects.filter(to="x@posta.example").exists()


def test_the_page_is_sound_html_in_every_state(client, anna, bea, insults):
    mine = a_story(author_email=EMAIL)
    pages = ["", "testo/", "contesta/"]

    def read() -> None:
        for path in pages:
            response = client.get(f"{mine.private_path}{path}")
            if response.status_code == 200:
                tree_of(response)

    read()
    fresh(mine).reject(by=anna, because=insults)
    read()
    fresh(mine).contest(text="Sono fatti.")
    read()
    fresh(mine).reject(by=bea, because=insults, answer="Manca la data.\n\nE il luogo.")
    read()
    correct_and_send(client, fresh(mine), text="Parole civili.")
    read()
    public(fresh(mine), by=anna)
    client.post(f"{mine.private_path}aggiornamento/", update_words("Tutto.", outcome="solved"))
    Update.objects.get().reject(by=anna, because=insults)
    read()
    fresh(mine).take_back()
    read()
