"""A new renderer: old editions are rendered anew, and nothing that people did begins again."""

import pytest
from django.core.management import call_command

from guides.guide.editions import Edition, EditionSection
from guides.pages.models import PurgedTags
from guides.text import markdown
from tests.factories import a_live_guide
from tests.feedback.voting import many_votes
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    guide = a_live_guide(slug="pacco", sections=[{"title": "Reso", "body": "Scrivi **oggi**."}])
    # as an older renderer left it
    EditionSection.objects.update(body_html="<p>Scrivi oggi, vecchio</p>", body_text="vecchio")
    Edition.objects.update(introduction_html="<p>vecchia</p>", renderer=1)
    return guide


def again(capsys) -> str:
    call_command("render_editions")
    return capsys.readouterr().out


def test_the_command_renders_what_an_older_renderer_made_and_then_nothing(client, guide, capsys):
    assert "vecchio" in client.get("/guide/pacco/").content.decode()
    assert again(capsys) == "1 editions rendered.\n"
    page = client.get("/guide/pacco/").content.decode()
    assert "<strong>oggi</strong>" in page
    assert "vecchi" not in page
    assert again(capsys) == "0 editions rendered.\n"


def test_kept_pages_go_and_the_search_reads_the_new_text(client, guide, capsys):
    PurgedTags.objects.all().delete()
    again(capsys)
    told = {tag for row in PurgedTags.objects.all() for tag in row.tags}
    assert f"guide:{guide.pk}" in told
    assert "Reso" in client.get("/cerca/?q=reso").content.decode()


def test_withdrawn_and_older_editions_are_rendered_without_coming_back(client, guide, capsys):
    guide.sections.update(body="Scrivi **domani**.")
    guide.revise()
    guide.publish(by=None)
    guide.withdraw(by=None, because="Vecchia.")
    assert again(capsys) == "1 editions rendered.\n"  # the first; the second is new
    assert client.get("/guide/pacco/").status_code == 410
    assert not EditionSection.objects.filter(body_html__contains="vecchio").exists()


def test_votes_go_on_after_a_change_of_the_renderer(client, guide, capsys):
    many_votes(guide, useful=18, of=20)
    shown = "9 su 10"
    before = text_of(tree_of(client.get("/guide/pacco/")))
    assert shown in before
    again(capsys)
    assert shown in text_of(tree_of(client.get("/guide/pacco/")))


def test_publishing_what_is_live_makes_no_edition_when_only_the_renderer_changed(
    guide, monkeypatch
):
    monkeypatch.setattr(markdown, "RENDERER", markdown.RENDERER + 1)
    assert guide.publish(by=None) == Edition.objects.get()
