"""The Atom feeds (RFC 4287)."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.site.models import SiteSettings
from guides.stories.models import Story
from tests.factories import a_guide, a_live_guide
from tests.home.reading import ATOM, entries, feed
from tests.hostile_lines import HOSTILE_LINES
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db

FEEDS = ["/feed/guide-nuove.xml", "/feed/guide-aggiornate.xml", "/feed/storie.xml"]
STRANGE = "Il\x0bpacco\x01 ]]> & <b> 😀\ufffe"


def test_characters_that_xml_cannot_write_leave_every_feed_readable(client, editor):
    guide = a_guide(slug="strana", title=STRANGE, summary=STRANGE)
    guide.publish(by=editor, note=STRANGE)
    public(a_comment(under=guide, text=STRANGE, author_name=STRANGE), by=editor)
    public(a_story(title=STRANGE, text=STRANGE), by=editor)
    for address in [*FEEDS, "/guide/strana/commenti.xml"]:
        (entry,) = entries(client, address)
        assert "]]> &" in "".join(entry.itertext()).replace("&amp;", "&").replace("&gt;", ">")


def test_the_words_of_a_summary_are_words_and_not_markup(client):
    a_live_guide(summary="Se costa < 100 € & <b>non</b> arriva")
    for address in FEEDS[:2]:
        (entry,) = entries(client, address)
        summary = entry.find(f"{ATOM}summary")
        assert summary.get("type") == "html"
        assert summary.text == "Se costa &lt; 100 € &amp; &lt;b&gt;non&lt;/b&gt; arriva"


def test_every_feed_has_an_id_of_its_own_that_no_new_address_changes(client, editor):
    guide = a_live_guide(slug="prima")
    story = public(a_story(), by=editor)
    feeds = [*FEEDS, "/guide/prima/commenti.xml", f"{story.get_absolute_url()}commenti.xml"]
    ids = [feed(client, address).findtext(f"{ATOM}id") for address in feeds]
    assert len(set(ids)) == 5
    assert all(each.startswith("tag:localhost,2026:") for each in ids)
    guide.slug = "dopo"
    guide.save()
    guide.publish(by=editor)
    assert feed(client, "/guide/dopo/commenti.xml").findtext(f"{ATOM}id") == ids[3]


def test_a_feed_says_what_it_is_and_whose(client):
    a_live_guide(slug="pacco", title="Il pacco")
    titles = [
        feed(client, a).findtext(f"{ATOM}title") for a in [*FEEDS, "/guide/pacco/commenti.xml"]
    ]
    name = SiteSettings.current().name
    words = ["Guide nuove", "Guide aggiornate", "Storie dei lettori", "Commenti: Il pacco"]
    assert titles == [f"{each} · {name}" for each in words]


def test_an_empty_feed_is_the_same_each_time_it_is_asked_for(client):
    for address in FEEDS:
        first, second = client.get(address), client.get(address)
        assert first.content == second.content


def test_no_feed_shows_what_a_hostile_reader_wrote_as_anything_but_words(client, editor):
    for line in HOSTILE_LINES[:30]:
        public(a_story(title="Una storia", text=f"Prova {line}"), by=editor)
    for entry in entries(client, "/feed/storie.xml"):
        words = entry.findtext(f"{ATOM}summary").replace("<br>", "<br/>")  # it is HTML
        html = ElementTree.fromstring(f"<div>{words}</div>")
        assert {element.tag for element in html.iter()} <= {"div", "p", "br"}


def test_a_story_whose_words_were_omitted_says_when_it_changed(client, editor):
    story = public(a_story(title="Il frigorifero", text="Mario Rossi mi ha risposto."), by=editor)
    (before,) = entries(client, "/feed/storie.xml")
    story.redact(by=editor, words="Mario Rossi")
    (after,) = entries(client, "/feed/storie.xml")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}published") == before.findtext(f"{ATOM}published")
    assert after.findtext(f"{ATOM}updated") > before.findtext(f"{ATOM}updated")
    assert Story.objects.get().edited_at is not None


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_asks_as_much_of_the_database_however_much_there_is(
    client, editor, address, django_assert_max_num_queries
):
    for _ in range(40):
        a_live_guide()
        public(a_story(), by=editor)
    with django_assert_max_num_queries(3):
        assert len(entries(client, address)) == 30


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite says so in its plan")
@pytest.mark.parametrize("address", FEEDS)
def test_the_latest_are_found_without_putting_all_in_order(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    (latest,) = (q["sql"] for q in asked.captured_queries if " DESC" in q["sql"])
    with connection.cursor() as cursor:
        plan = cursor.execute(f"EXPLAIN QUERY PLAN {latest}").fetchall()
    assert not [step for *_, step in plan if step == "USE TEMP B-TREE FOR ORDER BY"]
