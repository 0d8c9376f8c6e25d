"""What a process keeps in memory of a page says what the database says, and nothing else."""

import re
from unittest.mock import patch

import pytest
from django.urls import reverse

from guides.guide.editions import Edition, EditionSection
from guides.pages.tags import rendering
from guides.pages.written_once import MOST_WRITINGS, WrittenOnce
from guides.site.models import SiteSettings
from tests.factories import a_live_guide, a_topic, an_author
from tests.feedback.voting import many_votes

pytestmark = pytest.mark.django_db

SECTIONS = [{"title": "Il pacco è perso", "problem": "Non arriva", "body": "Scrivi oggi."}]


@pytest.fixture
def guide():
    author, topic = an_author(name="Ada Neri"), a_topic(name="Pacchi")
    return a_live_guide(slug="pacco", sections=SECTIONS, author=author, topic=topic)


def page(client, address: str = "/guide/pacco/") -> str:
    return client.get(address).content.decode()


def test_a_page_written_again_is_the_same_with_the_same_tags(client, guide):
    with rendering() as first:
        written = page(client)
    with rendering() as second, patch.object(EditionSection, "former_anchors") as written_anew:
        assert page(client) == written
        assert not written_anew.__iter__.called
    assert second.tags == first.tags


def test_each_row_that_a_guide_shows_is_read_again(client, guide, editor):
    page(client)
    author, topic = guide.author, guide.topic
    author.name, author.one_line = "Ada Bianchi", "Scrive di spedizioni."
    author.save()
    topic.name = "Spedizioni"
    topic.save()
    many_votes(guide, useful=18, of=20)
    shown = page(client)
    assert shown.count("Ada Bianchi") == 3  # the head, the box, what machines read
    assert "Ada Neri" not in shown
    assert "Scrive di spedizioni." in shown
    assert "9 su 10" in shown
    assert ">Spedizioni</a>" in shown
    guide.title = "Pacco smarrito"
    guide.save()
    guide.publish(by=editor, note="Altro titolo.")
    assert "<h1>Pacco smarrito</h1>" in page(client)


def test_html_rendered_anew_is_shown_though_the_edition_is_the_same(client, guide):
    page(client)
    EditionSection.objects.update(body_html="<p>Scrivi domani.</p>")
    assert "Scrivi domani." in page(client)
    assert "Scrivi oggi." not in page(client)


def test_what_the_site_says_of_itself_is_read_again_by_machines_and_by_people(client, guide):
    page(client), page(client, "/")
    SiteSettings.objects.update_or_create(pk=1, defaults={"name": "Sportello Pacchi"})
    for shown in (page(client), page(client, "/")):
        assert "Sportello Lettori" not in shown
        assert "Sportello Pacchi" in shown


def test_the_front_page_says_a_topics_new_problems(client, guide, editor):
    assert "Non arriva" in page(client, "/")
    guide.sections.update(problem="Arriva rotto")
    guide.revise()
    guide.publish(by=editor)
    assert "Arriva rotto" in page(client, "/")
    assert "Non arriva" not in page(client, "/")


def test_a_draft_is_written_each_time_and_never_for_readers(client, guide, editor):
    page(client)
    guide.sections.update(title="Da non dire ancora")
    guide.revise()
    client.force_login(editor)
    for said in ("Da non dire ancora", "E nemmeno questo"):
        guide.sections.update(title=said)
        assert said in page(client, reverse("preview", args=[guide.pk]))
        assert said not in page(client)
    guide.withdraw(by=editor, because="Vecchia.")
    assert client.get("/guide/pacco/").status_code == 410


def test_no_more_is_kept_than_there_is_room_for(client, guide):
    kept: list[WrittenOnce] = []
    render = WrittenOnce.render

    def noted(node, context):
        kept.append(node)
        return render(node, context)

    with patch.object(WrittenOnce, "render", noted):
        for number in range(MOST_WRITINGS + 3):
            Edition.objects.update(summary=f"Sommario {number}")
            assert re.search(rf'"lead">Sommario {number}<', page(client))
    assert max(len(node.written) for node in kept) <= MOST_WRITINGS
