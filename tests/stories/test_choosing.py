"""/storie/: by company, by topic, by outcome; newest or most discussed; a page at a time."""

import pytest

from guides.stories.models import Story
from tests.factories import a_company, a_topic
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def titles(client, query: str = "") -> list[str]:
    return [story.title for story in client.get(f"/storie/{query}").context["page"]]


@pytest.fixture
def stories(editor):
    treni, topic = a_company(slug="treni"), a_topic(slug="viaggi")
    public(a_story(title="Prima", company=treni, outcome=Story.Outcome.SOLVED), by=editor)
    public(a_story(title="Seconda", topic=topic), by=editor)
    third = public(a_story(title="Terza", company=treni), by=editor)
    a_story(title="In attesa", company=treni)
    return third


def test_the_newest_come_first(client, stories):
    assert titles(client) == ["Terza", "Seconda", "Prima"]


def test_they_are_chosen_by_company_topic_and_outcome(client, stories):
    assert titles(client, "?azienda=treni") == ["Terza", "Prima"]
    assert titles(client, "?argomento=viaggi") == ["Seconda"]
    assert titles(client, "?esito=solved") == ["Prima"]
    assert titles(client, "?azienda=treni&esito=solved") == ["Prima"]
    assert titles(client, "?argomento=viaggi&esito=solved") == []


def test_the_most_discussed_come_first_when_asked(client, stories, editor):
    for story in (stories, Story.objects.get(title="Prima")):
        public(a_comment(under=story), by=editor)
    public(a_comment(under=Story.objects.get(title="Prima")), by=editor)
    a_comment(under=Story.objects.get(title="Seconda"))
    assert titles(client, "?ordine=discusse") == ["Prima", "Terza", "Seconda"]


@pytest.mark.parametrize(
    "query",
    [
        "?azienda=%00",
        "?esito=boh",
        "?pagina=-3",
        "?pagina=x",
        "?ordine=%F0%9F%98%80",
        "?pagina=9999",
    ],
)
def test_an_odd_question_is_still_a_page(client, stories, query):
    assert client.get(f"/storie/{query}").status_code == 200


def test_a_page_holds_twenty_and_costs_the_same_queries(
    client, editor, django_assert_max_num_queries
):
    for _ in range(25):
        public(a_story(typed_company="Una"), by=editor)
    assert len(titles(client)) == 20
    assert len(titles(client, "?pagina=2")) == 5
    with django_assert_max_num_queries(8):
        client.get("/storie/")
