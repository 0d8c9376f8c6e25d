"""What the private page lists, how long it says decisions take, and what an erasure leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.contributions.pace import in_plain_words
from guides.contributions.update import Update
from guides.mail.models import Letter
from guides.moderation.item import QueueItem
from guides.stories.attachment import Attachment
from tests.factories import a_company, a_live_guide, a_topic
from tests.reading import body, tree_of
from tests.voices import (
    WORDS,
    a_comment,
    a_story,
    correct_and_send,
    corrected_words,
    fresh,
    mailed,
    public,
    update_words,
)

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"


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
