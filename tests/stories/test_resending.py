"""A story that is corrected or sent again: its files can be changed too."""

import pytest

from guides.stories import attachment
from guides.stories.attachment import Attachment
from guides.stories.models import Story
from tests.stories.test_attachments import a_file
from tests.uploads import made_pdfs
from tests.voices import a_story, correct_and_send, corrected_words

pytestmark = pytest.mark.django_db


def with_files(*names: str) -> Story:
    story = a_story()
    for name in names:
        paper = Attachment.store(a_file(made_pdfs.one_page(name), name), draft=story.submission_id)
        Attachment.objects.filter(pk=paper.pk).update(story=story)
    return story


def refused(*names: str, by) -> Story:
    story = with_files(*names)
    story.reject(by=by, because=None)
    return story


def names_of(story: Story) -> list[str]:
    return [paper.name for paper in story.attachments.all()]


def page_of(client, story: Story) -> str:
    return client.get(story.private_path).content.decode()


@pytest.mark.parametrize("is_refused", [True, False])
def test_a_file_goes_and_another_comes(client, editor, is_refused):
    story = refused("a.pdf", "b.pdf", by=editor) if is_refused else with_files("a.pdf", "b.pdf")
    going = story.attachments.get(name="a.pdf")
    sent = correct_and_send(client, story, togli=str(going.pk), attachments=[a_file(name="c.pdf")])
    assert sent.status_code == 302
    assert names_of(story) == ["b.pdf", "c.pdf"]
    page = page_of(client, story)
    assert "b.pdf" in page
    assert "c.pdf" in page
    assert "a.pdf" not in page
    assert Story.objects.get().is_waiting


def test_changing_a_file_alone_is_enough_to_send_again(client, editor):
    story = refused("a.pdf", by=editor)
    assert correct_and_send(client, story).status_code == 422
    assert correct_and_send(client, story, attachments=[a_file(name="c.pdf")]).status_code == 302
    assert Story.objects.get().is_waiting


def test_a_moderator_sees_which_files_went_and_which_came(client, desk, editor):
    story = refused("a.pdf", "b.pdf", by=editor)
    going = str(story.attachments.get(name="a.pdf").pk)
    correct_and_send(client, story, togli=going, attachments=[a_file(name="c.pdf")])
    page = " ".join(desk.get("/admin/guides/queueitem/").content.decode().split())
    assert "Allegati tolti: <del><bdi>a.pdf</bdi></del>." in page
    assert "Allegati aggiunti: <ins><bdi>c.pdf</bdi></ins>." in page
    told = client.get(f"{story.private_path}dati.json").json()["testi di prima"]
    assert "a.pdf\nb.pdf" in [each["text"] for each in told]


def test_a_story_sent_again_with_its_files_says_nothing_of_them(client, desk, editor):
    story = refused("a.pdf", by=editor)
    correct_and_send(client, story, title="Altro titolo")
    page = desk.get("/admin/guides/queueitem/").content.decode()
    assert "Altro titolo" in page
    assert "Allegati tolti" not in page
    assert "Allegati aggiunti" not in page


def test_an_error_keeps_the_chosen_file_and_takes_nothing_away(client, editor):
    story = refused("a.pdf", by=editor)
    kept = str(story.attachments.get().pk)
    page = correct_and_send(client, story, title="", togli=kept, attachments=[a_file(name="c.pdf")])
    assert page.status_code == 422
    assert names_of(story) == ["a.pdf"]
    text = page.content.decode()
    assert "c.pdf" in text
    assert f'value="{kept}" checked' in text
    draft = page.context["form"].sent.draft.signed
    assert correct_and_send(client, story, togli=kept, bozza=draft).status_code == 302
    assert names_of(story) == ["c.pdf"]


def test_four_are_the_most_with_those_it_has(client, editor):
    story = refused(*(f"{n}.pdf" for n in range(attachment.MOST)), by=editor)
    page = correct_and_send(client, story, attachments=[a_file(name="c.pdf")])
    assert page.status_code == 422
    assert "al massimo 4" in page.content.decode()
    going = str(story.attachments.first().pk)
    assert (
        correct_and_send(client, story, togli=going, attachments=[a_file(name="c.pdf")]).status_code
        == 302
    )
    assert story.attachments.count() == attachment.MOST


def test_a_file_that_is_something_else_is_refused_and_the_words_come_back(client, editor):
    story = refused("a.pdf", by=editor)
    page = correct_and_send(
        client, story, title="Titolo nuovo", attachments=[a_file(b"<script>", "x.png")]
    )
    assert page.status_code == 422
    assert "non è un’immagine" in page.content.decode()
    assert "Titolo nuovo" in page.content.decode()


def test_nobody_takes_away_the_files_of_another_story(client, editor):
    story, other = refused("a.pdf", by=editor), with_files("altrui.pdf")
    correct_and_send(client, story, title="Altro", togli=str(other.attachments.get().pk))
    assert names_of(other) == ["altrui.pdf"]


def test_what_was_decided_meanwhile_changes_no_file(client, editor):
    story = with_files("a.pdf")
    words = corrected_words(story, title="Altro", togli=str(story.attachments.get().pk))
    story.approve(by=editor)
    assert client.post(f"{story.private_path}testo/", words).status_code == 409
    assert names_of(story) == ["a.pdf"]


def test_without_a_token_what_was_ticked_comes_back_to_be_sent_again(client, editor):
    story = refused("a.pdf", by=editor)
    going = str(story.attachments.get().pk)
    page = correct_and_send(client, story, title="Altro", togli=going, gettone="")
    assert page.status_code == 422
    assert f'value="{going}" checked' in page.content.decode()
    assert 'value="Altro"' in page.content.decode()
    assert names_of(story) == ["a.pdf"]
