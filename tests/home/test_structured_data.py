"""JSON-LD in schema.org's words, with what Google's documents require of each kind of page."""

import json
import re
from contextlib import closing

import pytest

from tests.factories import a_company, a_live_guide
from tests.home.reading import HERE, linked_data
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db

# schema.org 30.0: of each type that we use, the properties that we use and it has.
THING = {"@context", "@graph", "@type", "@id", "name", "url", "description", "sameAs"}
WORK = THING | {"headline", "inLanguage", "datePublished", "dateModified", "author", "publisher"}
WORK |= {"about", "citation", "text", "comment", "commentCount", "mainEntityOfPage", "image"}
VOCABULARY = {
    "Article": WORK | {"articleSection"},
    "DiscussionForumPosting": WORK,
    "Comment": WORK,
    "WebSite": WORK | {"potentialAction"},
    "WebPage": WORK,
    "ProfilePage": WORK | {"mainEntity"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "Organization": THING | {"logo", "email"},
    "Person": THING | {"email"},
    "SearchAction": THING | {"target", "query-input"},
    "EntryPoint": THING | {"urlTemplate"},
}
REQUIRED = {
    "Article": {"headline", "image", "datePublished", "dateModified", "author"},
    "DiscussionForumPosting": {"author", "datePublished", "text", "headline", "url"},
    "Comment": {"author", "datePublished", "text"},
    "ProfilePage": {"mainEntity"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Person": {"name"},
}
WITH_ITS_ZONE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
ADDRESSES = {"@id", "url", "logo", "image", "mainEntityOfPage", "urlTemplate", "sameAs", "citation"}


def nodes_in(data):
    """Every object, at any depth."""
    if isinstance(data, list):
        for each in data:
            yield from nodes_in(each)
    elif isinstance(data, dict):
        yield data
        for value in data.values():
            yield from nodes_in(value)


def values_of(node: dict, names) -> list:
    found = [node[name] for name in names if name in node]
    return [each for value in found for each in (value if isinstance(value, list) else [value])]


@pytest.fixture
def site_with_everything(editor):
    company = a_company(slug="ditta", website="https://ditta.example/")
    guide = a_live_guide(slug="pacco", company=company)
    guide.author.links.create(kind="profilo", title="Pagina", address="https://vera.example/")
    story = public(a_story(company=company), by=editor)
    first = public(a_comment(under=story, text="Primo"), by=editor)
    public(a_reply(first, text="Risposta"), by=editor)
    story.publish_answer(by=editor, text="Dalla redazione")
    listings = ["/aziende/ditta/", guide.topic.get_absolute_url()]
    author = guide.author.get_absolute_url()
    return ["/", "/guide/pacco/", story.get_absolute_url(), author, *listings]


def test_every_page_speaks_schema_org_s_words_whole_addresses_and_moments(
    client, site_with_everything
):
    kinds = set()
    for address in site_with_everything:
        nodes = [n for data in linked_data(client, address) for n in nodes_in(data)]
        assert nodes, address
        for node in (node for node in nodes if "@type" in node):
            kind = node["@type"]
            kinds.add(kind)
            assert set(node) <= VOCABULARY[kind], (address, kind)
            assert REQUIRED.get(kind, set()) <= set(node), (address, kind)
            assert "" not in node.values(), (address, node)
            moments = values_of(node, ("datePublished", "dateModified"))
            assert all(WITH_ITS_ZONE.fullmatch(moment) for moment in moments)
            assert all(re.match("https?://", each) for each in values_of(node, ADDRESSES)), node
    assert kinds == set(VOCABULARY)


def test_a_guide_says_it_is_an_article_and_where_it_stands(client):
    a_live_guide(slug="pacco", title="Il «pacco» </script><b>")
    (data,) = linked_data(client, "/guide/pacco/")
    article, crumbs = data["@graph"]
    assert article["@type"] == "Article"
    assert article["headline"] == "Il «pacco» </script><b>"
    assert article["mainEntityOfPage"] == f"{HERE}/guide/pacco/"
    assert [crumb["position"] for crumb in crumbs["itemListElement"]] == [1, 2, 3, 4]
    assert crumbs["itemListElement"][0]["item"] == {"@type": "WebPage", "@id": f"{HERE}/"}


def test_the_newsroom_is_an_organization_and_a_journalist_a_person(client):
    guide = a_live_guide()
    (profile,) = linked_data(client, guide.author.get_absolute_url())
    assert profile["@type"] == "ProfilePage"
    assert profile["mainEntity"]["@type"] == "Person"
    guide.author.is_person = False
    guide.author.save()
    (profile,) = linked_data(client, guide.author.get_absolute_url())
    assert profile["mainEntity"]["@type"] == "Organization"


def test_the_home_page_says_who_publishes_it_with_a_mark_that_can_be_fetched(client):
    (data,) = linked_data(client, "/")
    assert [node["@type"] for node in data["@graph"]] == ["Organization", "WebSite"]
    logo = data["@graph"][0]["logo"].removeprefix(HERE)
    with closing(client.get(logo)) as fetched:
        assert fetched["Content-Type"] == "image/svg+xml"


def test_a_story_is_a_post_with_its_public_comments_and_never_a_review(client, editor):
    story = public(a_story(title="Il frigorifero"), by=editor)
    shown = public(a_comment(under=story, text="Anche a me"), by=editor)
    a_comment(under=story, text="Parola non approvata")
    (data,) = linked_data(client, story.get_absolute_url())
    posting = data["@graph"][0]
    assert posting["@type"] == "DiscussionForumPosting"
    assert [comment["text"] for comment in posting["comment"]] == [shown.text]
    assert "ating" not in json.dumps(data)


def test_an_answer_is_inside_the_comment_it_answers_while_that_is_public(client, editor):
    story = public(a_story(), by=editor)
    first = public(a_comment(under=story, text="Primo"), by=editor)
    second = public(a_reply(first, text="Secondo"), by=editor)
    public(a_reply(second, text="Terzo"), by=editor)

    def comments():
        (data,) = linked_data(client, story.get_absolute_url())
        return data["@graph"][0]

    (outer,) = comments()["comment"]
    (inner,) = outer["comment"]
    assert [inner["text"], inner["comment"][0]["text"]] == ["Secondo", "Terzo"]
    assert comments()["commentCount"] == 3
    second.withdraw(by=editor)
    assert [node["text"] for node in comments()["comment"]] == ["Primo", "Terzo"]
    assert "Secondo" not in json.dumps(comments())
