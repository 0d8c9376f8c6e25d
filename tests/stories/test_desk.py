"""What staff see and add at the desk: never the reader's words."""

import pytest

from guides.stories.admin import StoryAdmin
from guides.stories.models import Story
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_newsroom_adds_what_it_verified_and_the_page_says_so(desk, editor):
    story = public(a_story(text="Parole del lettore."), by=editor)
    address = f"/admin/guides/story/{story.pk}/change/"
    assert "Parole del lettore." in desk.get(address).content.decode()
    sent = desk.post(
        address,
        {
            "company": story.company_id,
            "typed_company": "",
            "topic": "",
            "outcome": "solved",
            "verification": "Abbiamo visto la fattura.",
            "company_answer": "",
            "company_answered_on": "",
            "text": "Parole cambiate.",
        },
    )
    assert sent.status_code == 302
    page = desk.get(story.get_absolute_url()).content.decode()
    assert "Abbiamo visto la fattura." in page
    assert "Parole del lettore." in page
    assert "Parole cambiate." not in page


def test_what_its_author_erases_meanwhile_stays_erased(desk, editor, monkeypatch):
    story = public(a_story(text="Parole del lettore."), by=editor)
    as_ever = StoryAdmin.save_form

    def after_the_author(admin, request, form, change):
        Story.objects.get(pk=story.pk).erase()
        return as_ever(admin, request, form, change)

    monkeypatch.setattr(StoryAdmin, "save_form", after_the_author)
    words = {"company": story.company_id, "outcome": "solved", "verification": "Vista."}
    assert desk.post(f"/admin/guides/story/{story.pk}/change/", words).status_code == 302
    story.refresh_from_db()
    assert (story.text, story.author_name, story.verification) == ("", "", "Vista.")


def test_a_company_answer_needs_its_date(desk, editor):
    story = a_story()
    words = {"company": story.company_id, "outcome": "open", "company_answer": "Ci scusiamo."}
    page = desk.post(f"/admin/guides/story/{story.pk}/change/", words)
    assert "Scrivi quando è arrivata la risposta" in page.content.decode()


@pytest.mark.parametrize("kind", ["story", "comment"])
def test_nobody_adds_or_deletes_readers_words_by_hand(desk, kind):
    row = {"story": a_story, "comment": a_comment}[kind]()
    assert desk.get(f"/admin/guides/{kind}/").status_code == 200
    assert desk.get(f"/admin/guides/{kind}/{row.pk}/change/").status_code == 200
    assert desk.get(f"/admin/guides/{kind}/add/").status_code == 403
    assert desk.post(f"/admin/guides/{kind}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
