"""Every field of what an author sent can be corrected while it waits, the address too."""

import re

import pytest

from guides.mail.models import Letter
from guides.moderation.contributors import Contributor
from guides.moderation.decisions import Decision
from guides.stories.models import Story
from tests.factories import a_company, a_live_guide, a_topic
from tests.reading import body
from tests.voices import a_comment, a_story, correct_and_send, corrected_words, fresh, mailed

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"


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


def shown_in(page) -> dict:
    """The hidden box that says which words a page showed."""
    return {"visto": re.search(r'name="visto" value="([0-9a-f]+)"', body(page))[1]}


def test_words_saved_from_another_device_do_not_go_without_a_word(client):
    mine = a_story(text="Le prime parole.")
    shown = shown_in(client.get(f"{mine.private_path}testo/"))
    assert correct_and_send(client, mine, text="Dal telefono.", **shown).status_code == 302
    told = correct_and_send(client, mine, text="Dal computer.", **shown)
    assert told.status_code == 422
    for words in ("o da un altro dispositivo", "Dal telefono.", "Dal computer."):
        assert words in body(told)
    assert fresh(mine).text == "Dal telefono."
    again = correct_and_send(client, mine, text="Dal computer.", **shown_in(told))
    assert again.status_code == 302
    assert fresh(mine).text == "Dal computer."


def test_the_same_words_sent_twice_are_no_others(client):
    mine = a_story(text="Le prime parole.")
    shown = shown_in(client.get(f"{mine.private_path}testo/"))
    for _ in range(2):
        assert correct_and_send(client, mine, text="Altre.", **shown).status_code == 302


def test_who_withdrew_on_another_device_is_told_so(client, anna):
    """And not that the newsroom has decided."""
    for decides, said in (
        (lambda mine: mine.withdraw(), "Nel frattempo hai ritirato quello che avevi inviato"),
        (lambda mine: mine.approve(by=anna), "Nel frattempo la redazione ha"),
    ):
        mine = a_story()
        words = corrected_words(mine, text="Altro testo.")
        decides(fresh(mine))
        page = client.post(f"{mine.private_path}testo/", words)
        assert said in body(page)
        assert "Altro testo." in body(page)
