"""What an author sees and does from the private link, and how it stays private."""

import json

import pytest

from guides.comments.models import Comment
from guides.contributions import links
from guides.contributions.links import Purpose
from guides.contributions.update import Update
from guides.mail.models import Letter
from guides.moderation.decisions import Decision, Verb
from guides.moderation.exceptions import Overtaken
from guides.moderation.reasons import Reason
from guides.spam import issue_token
from tests.factories import a_live_guide
from tests.reading import body
from tests.voices import (
    WORDS,
    a_comment,
    a_reply,
    a_story,
    comment_words,
    correct_and_send,
    mailed,
    public,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return a_live_guide(slug="pacco")


@pytest.fixture
def reason():
    return Reason.objects.first() or Reason.objects.create(
        code="insulti", label="Insulti", key="i", text_for_author="Ci sono parole offensive."
    )


def test_the_page_is_never_stored_indexed_or_named_in_a_referer(client, guide):
    mine = a_comment(under=guide)
    for path in (mine.private_path, f"{mine.private_path}dati.json", f"{mine.private_path}testo/"):
        page = client.get(path)
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "strict-origin"
        assert "noindex" in page["X-Robots-Tag"]
        assert not page.cookies
    assert 'rel="canonical"' not in body(client.get(mine.private_path))


def test_each_state_is_told_in_words(client, guide, editor, reason):
    mine = a_comment(under=guide)

    def says(sentence: str) -> bool:
        mine.refresh_from_db()
        return sentence in body(client.get(mine.private_path))

    assert says("<strong>Ricevuto</strong>")
    mine.mark_spam(by=None, rule="prova")
    assert says("<strong>Ricevuto</strong>")  # what the guard thinks is not for spammers to read
    mine.approve(by=editor)
    assert says("<strong>Pubblicato</strong>")
    mine.redact(by=editor, words="vicino")
    assert says("Cambiato prima della pubblicazione")
    mine.reject(by=editor, because=reason)
    assert says("Non pubblicato")
    assert says(reason.text_for_author[:20])
    mine.take_back()
    assert says("Ritirato")
    mine.erase()
    assert says("Cancellato")


def test_the_text_is_changed_while_it_waits(client, guide, editor):
    mine = a_comment(under=guide)
    page = f"{mine.private_path}testo/"
    assert WORDS in body(client.get(page))
    assert correct_and_send(client, mine, text=" ").status_code == 422
    correct_and_send(client, mine, text="Parole nuove.")
    mine.refresh_from_db()
    assert mine.text == "Parole nuove."
    assert Decision.objects.filter(verb=Verb.REVISE, item=mine.queue_item).count() == 1
    mine.approve(by=editor)
    late = correct_and_send(client, mine, text="Troppo tardi.")
    assert late.status_code == 409
    assert "Troppo tardi." in body(late)
    mine.refresh_from_db()
    assert mine.text == "Parole nuove."


def test_a_storys_own_words_are_all_changed(client):
    mine = a_story(asked="Niente.")
    words = {"title": "Altro titolo", "text": "Altro testo", "asked": "", "answered": "Sì."}
    correct_and_send(client, mine, **words)
    mine.refresh_from_db()
    assert {name: getattr(mine, name) for name in words} == words


def test_a_moderator_who_saw_the_old_words_does_not_publish_the_new(client, guide, editor):
    mine = a_comment(under=guide)
    seen = mine.version
    correct_and_send(client, mine, text="Parole nuove.")
    with pytest.raises(Overtaken):
        mine.approve(by=editor, seen=seen)


@pytest.mark.parametrize("make", [a_comment, a_story])
def test_an_update_waits_for_a_moderator_too(client, editor, make):
    mine = public(make(), by=editor)
    words = {"text": "Rimborsato il 3 dicembre.", "sito_web": "", "gettone": issue_token()}
    words["outcome"] = "open"
    for _ in range(2):
        client.post(f"{mine.private_path}aggiornamento/", words)
    update = Update.objects.get()
    place = mine.place_on_page if isinstance(mine, Comment) else mine.get_absolute_url()
    assert "Rimborsato" not in body(client.get(place))
    assert "L’aggiornamento aspetta di essere letto." in body(client.get(mine.private_path))
    update.approve(by=editor)
    assert "Rimborsato il 3 dicembre." in body(client.get(place))
    update.undo(by=editor)
    assert "Rimborsato" not in body(client.get(place))


def test_nothing_is_added_to_what_is_not_public(client, guide):
    mine = a_comment(under=guide)
    words = {"text": "Ancora.", "sito_web": "", "gettone": issue_token()}
    answer = client.post(f"{mine.private_path}aggiornamento/", words)
    assert answer.status_code == 409
    assert "Ancora." in body(answer)
    assert not Update.objects.exists()


def test_an_update_with_an_error_comes_back_with_the_sentence(client, guide, editor):
    mine = public(a_comment(under=guide), by=editor)
    words = {"text": "", "sito_web": "", "gettone": issue_token()}
    page = client.post(f"{mine.private_path}aggiornamento/", words)
    assert page.status_code == 422
    assert "Scrivi che cosa è cambiato." in body(page)


def test_a_withdrawal_is_immediate_and_for_good(client, guide, editor):
    mine = public(a_comment(under=guide, text="Parolamia"), by=editor)
    client.post(f"{mine.private_path}ritiro/")
    assert "Parolamia" not in body(client.get("/guide/pacco/"))
    mine.refresh_from_db()
    assert mine.last_undoable is None


def test_a_question_of_the_newsroom_is_answered_once(client, guide, editor):
    mine = a_comment(under=guide)
    question = mine.ask_author(by=editor, question="Quando è successo?")
    assert "Quando è successo?" in body(client.get(mine.private_path))
    page = client.post(f"{mine.private_path}risposta/", {f"{question.pk}-text": ""})
    assert page.status_code == 422
    for answer in ("A maggio.", "A giugno."):
        client.post(f"{mine.private_path}risposta/", {f"{question.pk}-text": answer})
    question.refresh_from_db()
    assert question.answer == "A maggio."
    assert "A maggio." in body(client.get(mine.private_path))


def test_everything_held_is_downloaded(client, guide, editor, reason):
    mine = a_comment(under=guide, author_email="anna@example.com")
    mine.ask_author(by=editor, question="Quando?")
    mine.reject(by=editor, because=reason)
    answer = client.get(f"{mine.private_path}dati.json")
    assert answer["Content-Disposition"].startswith("attachment")
    held = json.loads(answer.content)
    text = json.dumps(held, ensure_ascii=False)
    for word in (WORDS, "anna@example.com", "Quando?", reason.text_for_author, "Lettrice"):
        assert word in text
    assert "elena" not in text


def test_erasing_leaves_nothing_personal_anywhere(client, guide, editor):
    words = comment_words(text="Parolamia unica", name="Berenice", email="anna@example.com")
    sent = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    mine = public(Comment.objects.get(), by=editor)
    public(a_reply(mine, text="Ti capisco."), by=editor)
    client.post(f"{sent['Location']}cancellazione/")
    mine.refresh_from_db()
    assert (mine.text, mine.author_name, mine.author_email, mine.network) == ("", "", "", "")
    assert not Letter.objects.filter(to="anna@example.com").exists()
    page = body(client.get("/guide/pacco/"))
    assert "Rimosso dall’autore" in page
    assert "Ti capisco." in page
    private = body(client.get(sent["Location"]))
    assert "Cancellato" in private
    for word in ("Parolamia", "Berenice", "anna@example.com"):
        assert word not in page + private


def test_only_the_mailed_link_confirms_the_address_and_only_by_a_button(client, guide):
    mine = a_comment(under=guide, author_email="anna@example.com")
    client.post(f"{mine.private_path}conferma/")
    client.get(mailed(mine))
    mine.refresh_from_db()
    assert not mine.email_confirmed_at
    client.post(f"{mailed(mine)}conferma/")
    mine.refresh_from_db()
    assert mine.is_reachable


def test_outcomes_are_written_only_to_a_confirmed_address_with_one_click_to_stop(
    client, guide, editor, reason
):
    mine = a_comment(under=guide, author_email="anna@example.com")
    mine.reject(by=editor, because=reason)
    assert Letter.objects.count() == 1
    mine.confirm_email()
    mine.undo(by=editor)
    mine.approve(by=editor)
    mine.reject(by=editor, because=reason)
    told = Letter.objects.exclude(template__endswith="received.txt").order_by("written_at")
    assert [letter.template.split("/")[-1] for letter in told] == ["approved.txt", "rejected.txt"]
    assert reason.text_for_author[:20] in told[1].text
    for letter in told:
        assert "/niente-posta/" in letter.unsubscribe_url
        assert letter.unsubscribe_url in letter.text
        assert WORDS not in letter.text
    client.post(told[1].unsubscribe_url.partition("localhost:8000")[2])
    mine.refresh_from_db()
    mine.undo(by=editor)
    assert Letter.objects.count() == 3


def test_the_first_letter_holds_nothing_that_was_typed(client, guide):
    words = comment_words(
        name="Comprate pillole", text="Pillole a buon prezzo.", email="vittima@example.com"
    )
    client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    [letter] = Letter.objects.all()
    assert "illole" not in letter.subject + letter.text
    assert mailed(Comment.objects.get()) in letter.text


def test_a_new_link_makes_every_old_one_useless(client, guide):
    mine = a_comment(under=guide, author_email="anna@example.com")
    old, from_letter, stop = mine.private_path, mailed(mine), mine.stop_address
    answer = client.post(f"{old}nuovo-collegamento/")
    assert client.get(answer["Location"]).status_code == 200
    for path in (old, from_letter, stop.partition("localhost:8000")[2]):
        page = client.get(path)
        assert page.status_code == 410
        assert page["Cache-Control"] == "no-store"


def test_a_link_is_good_for_its_own_purpose_and_row_only(client, guide):
    mine, other = a_comment(under=guide), a_comment(under=guide)
    token = mine.private_path.split("/")[2]
    assert client.get(f"/niente-posta/{token}/").status_code == 404
    assert client.get(f"/segui/{token}/").status_code == 404
    stolen = token.replace(f"-{mine.pk}-", f"-{other.pk}-")
    assert client.get(f"/ricevuta/{stolen}/").status_code == 404
    assert links.read(token, Purpose.MAILBOX, Purpose.STOP) is None
