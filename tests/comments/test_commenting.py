"""From the form under a page to the queue, and from the queue to the page."""

import uuid

import pytest

from guides.comments.models import Comment
from guides.mail.models import Letter
from guides.moderation.exceptions import CannotDecide
from tests.factories import a_live_guide
from tests.reading import body
from tests.voices import WORDS, a_comment, a_reply, a_story, comment_words, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return a_live_guide(slug="pacco", sections=[{"title": "Rimborso", "body": "Chiedilo."}])


def test_a_comment_waits_and_is_nowhere_before_approval(client, guide, editor):
    sent = client.post(
        f"/commenti/nuovo/guida/{guide.pk}/", comment_words(text="Parolasegreta qui")
    )
    assert sent.status_code == 302
    comment = Comment.objects.get()
    assert comment.state == Comment.State.WAITING
    for address in ("/guide/pacco/", "/", "/cerca/?q=parolasegreta", "/guide/"):
        assert "Parolasegreta" not in body(client.get(address)), address
    assert client.get(f"/commenti/{comment.pk}/").status_code == 404
    assert client.get(f"/commenti/{comment.pk}/rispondi/").status_code == 404
    comment.approve(by=editor)
    assert "Parolasegreta" in body(client.get("/guide/pacco/"))


def test_what_the_reader_is_told_we_received_is_on_a_private_page(client, guide):
    sent = client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words())
    page = client.get(sent["Location"])
    assert page.status_code == 200
    assert "Ricevuto" in body(page)
    assert WORDS in body(page)


def test_without_a_token_a_page_between_shows_every_word_and_sends_them(client, guide):
    words = comment_words(gettone="", email="anna@example.com")
    between = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    assert between.status_code == 200
    assert not Comment.objects.exists()
    assert WORDS in body(between)
    assert "anna@example.com" in body(between)
    token = between.context["form"]["gettone"].value()
    assert client.post(f"/commenti/nuovo/guida/{guide.pk}/", words | {"gettone": token})
    assert Comment.objects.get().text == WORDS


def test_a_double_click_makes_one_comment_and_leads_to_the_same_page(client, guide):
    words = comment_words()
    first = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    second = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    assert Comment.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_an_error_brings_every_word_back_with_a_linked_summary(client, guide):
    words = comment_words(name="", email="non-è-un-indirizzo", text="  Parole mie  ")
    page = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    assert page.status_code == 422
    text = body(page)
    assert 'href="#commento_name"' in text
    assert 'href="#commento_email"' in text
    assert "Parole mie" in text
    assert "non-è-un-indirizzo" in text
    assert not Comment.objects.exists()


def test_a_post_from_another_site_is_refused(client, guide):
    page = client.post(
        f"/commenti/nuovo/guida/{guide.pk}/",
        comment_words(),
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert page.status_code == 403
    assert not Comment.objects.exists()


def test_a_guides_page_is_the_same_bytes_for_everybody(client, guide):
    one, other = (client.get("/guide/pacco/", headers=h) for h in ({}, {"Cookie": "a=b"}))
    assert one.content == other.content
    assert not one.cookies
    assert "Set-Cookie" not in one.headers
    assert 'name="gettone"' in body(one)
    assert "csrfmiddlewaretoken" not in body(one)
    assert 'value="' not in body(one).split('name="gettone"')[1].split(">")[0]


def test_the_section_it_is_about_is_named_and_linked(client, guide, editor):
    section = guide.live.sections.get()
    client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(section=str(section.uid)))
    comment = Comment.objects.get()
    assert comment.section_title == "Rimborso"
    comment.approve(by=editor)
    assert f'Su: <a href="#{section.slug}">Rimborso</a>' in body(client.get("/guide/pacco/"))


def test_a_section_that_is_not_there_is_refused(client, guide):
    words = comment_words(section=str(uuid.uuid4()))
    page = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
    assert page.status_code == 422


@pytest.mark.parametrize("kind", ["guida", "storia", "altro"])
def test_nobody_comments_what_is_not_public(client, kind, editor):
    hidden = a_story() if kind == "storia" else a_live_guide()
    if kind == "guida":
        hidden.withdraw(by=editor, because="Vecchia.")
    page = client.post(f"/commenti/nuovo/{kind}/{hidden.pk}/", comment_words())
    assert page.status_code == 404
    assert not Comment.objects.exists()


def test_a_story_is_commented_too(client, editor):
    story = public(a_story(), by=editor)
    client.post(f"/commenti/nuovo/storia/{story.pk}/", comment_words(text="Anche a me."))
    Comment.objects.get().approve(by=editor)
    assert "Anche a me." in body(client.get(story.get_absolute_url()))


def test_the_newsrooms_answer_wears_a_badge_and_is_public_at_once(client, guide, editor):
    comment = public(a_comment(under=guide), by=editor)
    comment.publish_answer(by=editor, text="Prova così.")
    comment.publish_answer(by=editor, text="Prova così.")
    text = body(client.get("/guide/pacco/"))
    assert text.count("Prova così.") == 1
    assert "comment--staff" in text
    assert "Redazione</span>" in text


def test_the_newsroom_answers_a_story_under_it(client, editor):
    story = a_story()
    story.approve(by=editor)
    story.publish_answer(by=editor, text="Ecco che cosa puoi fare.")
    text = body(client.get(story.get_absolute_url()))
    assert "Ecco che cosa puoi fare." in text
    assert "comment--staff" in text


def test_a_comment_that_stops_being_public_leaves_the_page(client, guide, editor):
    comment = public(a_comment(under=guide, text="Parolamia"), by=editor)
    comment.undo(by=editor)
    assert "Parolamia" not in body(client.get("/guide/pacco/"))
    guide.discussion.refresh_from_db()
    assert guide.discussion.public_comments == 0


def test_where_there_were_answers_a_removed_comment_leaves_a_mark(client, guide, editor):
    comment = public(a_comment(under=guide, text="Parolamia", author_name="Ugo"), by=editor)
    public(a_reply(comment, text="Grazie del racconto."), by=editor)
    comment.erase()
    text = body(client.get("/guide/pacco/"))
    assert "Rimosso dall’autore." in text
    assert "Grazie del racconto." in text
    assert "Parolamia" not in text
    assert "Ugo" not in text


def test_without_answers_a_removed_comment_leaves_nothing(client, guide, editor):
    comment = public(a_comment(under=guide), by=editor)
    comment.erase()
    text = body(client.get("/guide/pacco/"))
    assert "Rimosso" not in text
    assert f"commento-{comment.pk}" not in text


def test_an_answer_to_what_was_never_published_cannot_be_published(guide, editor):
    answer = a_reply(a_comment(under=guide))
    with pytest.raises(CannotDecide):
        answer.approve(by=editor)
    answer.refresh_from_db()
    assert not answer.is_public


def test_a_wrong_address_never_gets_more_than_the_first_letter(client, guide, editor):
    client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(email="vittima@example.com"))
    Comment.objects.get().approve(by=editor)
    assert [letter.template for letter in Letter.objects.all()] == [
        "contributions/emails/received.txt"
    ]
