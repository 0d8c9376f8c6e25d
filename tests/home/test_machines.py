"""What machines read: valid, on the canonical origin, and never more than readers may."""

import json
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.utils.timezone import localdate
from PIL import Image

from tests.factories import a_company, a_guide, a_live_guide
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MACHINE_PAGES = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-guide.xml",
    "/sitemap-storie.xml",
    "/sitemap-argomenti.xml",
    "/sitemap-aziende.xml",
    "/sitemap-pagine.xml",
    "/llms.txt",
    "/opensearch.xml",
    "/feed/guide-nuove.xml",
    "/feed/guide-aggiornate.xml",
    "/feed/storie.xml",
]


def linked_data(client, address: str) -> list[dict]:
    page = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(block) for block in blocks]


@pytest.mark.parametrize("address", MACHINE_PAGES)
def test_a_draft_is_on_no_page_that_machines_read(client, address):
    a_live_guide()
    a_guide(title="Titolo segreto", slug="bozza-segreta", company=a_company(name="Ditta"))
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "segret" not in response.content.decode().lower()


def test_the_sitemap_leads_to_every_live_guide_with_the_day_it_changed(client):
    guide = a_live_guide(slug="pacco")
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.text for loc in index.iter(f"{MAP}loc")]
    assert "http://localhost:8000/sitemap-guide.xml" in parts
    part = ElementTree.fromstring(client.get("/sitemap-guide.xml").content)
    (url,) = part.iter(f"{MAP}url")
    assert url.findtext(f"{MAP}loc") == "http://localhost:8000/guide/pacco/"
    assert url.findtext(f"{MAP}lastmod").startswith(localdate(guide.live.published_at).isoformat())


def test_a_feed_entry_keeps_its_id_when_the_address_changes(client, editor):
    guide = a_live_guide(slug="prima")

    def entry():
        feed = ElementTree.fromstring(client.get("/feed/guide-nuove.xml").content)
        (found,) = feed.iter(f"{ATOM}entry")
        return found.findtext(f"{ATOM}id"), found.find(f"{ATOM}link").get("href")

    before = entry()
    guide.slug = "dopo"
    guide.save()
    guide.publish(by=editor)
    after = entry()
    assert before[0] == after[0] == f"tag:localhost,2026:guida/{guide.pk}"
    assert after[1] == "http://localhost:8000/guide/dopo/"


def test_a_new_edition_is_a_new_entry_among_the_changed_guides(client, editor):
    guide = a_live_guide()
    guide.title = "Un altro titolo"
    guide.save()
    guide.publish(by=editor, note="Cambiato il titolo.")
    feed = ElementTree.fromstring(client.get("/feed/guide-aggiornate.xml").content)
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").endswith(f"guida/{guide.pk}/2")
    assert entry.findtext(f"{ATOM}summary") == "Cambiato il titolo."


def test_a_guide_says_it_is_an_article_and_where_it_stands(client):
    a_live_guide(slug="pacco", title="Il «pacco» </script><b>")
    (data,) = linked_data(client, "/guide/pacco/")
    article, crumbs = data["@graph"]
    assert article["@type"] == "Article"
    assert article["headline"] == "Il «pacco» </script><b>"
    assert article["mainEntityOfPage"] == "http://localhost:8000/guide/pacco/"
    assert [crumb["position"] for crumb in crumbs["itemListElement"]] == [1, 2, 3, 4]


def test_the_newsroom_is_an_organization_and_a_journalist_a_person(client):
    guide = a_live_guide()
    (profile,) = linked_data(client, guide.author.get_absolute_url())
    assert profile["@type"] == "ProfilePage"
    assert profile["mainEntity"]["@type"] == "Person"
    guide.author.is_person = False
    guide.author.save()
    (profile,) = linked_data(client, guide.author.get_absolute_url())
    assert profile["mainEntity"]["@type"] == "Organization"


def test_the_home_page_says_who_publishes_it(client):
    (data,) = linked_data(client, "/")
    assert [node["@type"] for node in data["@graph"]] == ["Organization", "WebSite"]


def test_a_guide_has_a_twin_in_markdown(client):
    a_live_guide(slug="pacco", title="L’ordine", sections=[{"title": "Uno", "body": "Testo *qui*"}])
    response = client.get("/guide/pacco.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://localhost:8000/guide/pacco/>; rel="canonical"'
    text = response.content.decode()
    assert "# L’ordine" in text
    assert "## Uno" in text
    assert "Testo *qui*" in text


def test_the_twin_follows_an_old_address_and_a_withdrawn_guide_has_none(client, editor):
    guide = a_live_guide(slug="prima")
    guide.slug = "dopo"
    guide.save()
    guide.publish(by=editor)
    assert client.get("/guide/prima.md")["Location"] == "/guide/dopo.md"
    guide.withdraw(by=editor, because="Superata.")
    assert client.get("/guide/dopo.md").status_code == 404
    assert client.get("/guide/prima.md").status_code == 404


@pytest.mark.parametrize("title", ["Corto", "Perché è così: l’ordine non arriva " * 3, "W" * 140])
def test_a_shared_link_shows_a_picture_with_the_title(client, settings, tmp_path, title):
    settings.DATA_DIR = tmp_path
    guide = a_live_guide(title=title)
    for _ in range(2):  # drawn, then kept
        response = client.get(f"/guide/{guide.slug}/immagine.png")
        picture = Image.open(BytesIO(b"".join(response.streaming_content)))
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(list((tmp_path / "social").iterdir())) == 1
    page = client.get(f"/guide/{guide.slug}/").content.decode()
    address = f"http://localhost:8000/guide/{guide.slug}/immagine.png"
    assert f'<meta property="og:image" content="{address}">' in page


def test_a_story_is_a_post_with_its_public_comments_and_never_a_review(client, editor):
    story = public(a_story(title="Il frigorifero"), by=editor)
    shown = public(a_comment(under=story, text="Anche a me"), by=editor)
    a_comment(under=story, text="Parola non approvata")
    (data,) = linked_data(client, story.get_absolute_url())
    posting = data["@graph"][0]
    assert posting["@type"] == "DiscussionForumPosting"
    assert [comment["text"] for comment in posting["comment"]] == [shown.text]
    assert "ating" not in json.dumps(data)


def test_the_comments_feed_of_a_page_has_only_public_words(client, editor):
    guide = a_live_guide(slug="pacco")
    shown = public(a_comment(under=guide, text="Anche a me"), by=editor)
    a_comment(under=guide, text="Parola non approvata")
    content = client.get("/guide/pacco/commenti.xml").content
    (entry,) = ElementTree.fromstring(content).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026:commento/{shown.pk}"
    assert "non approvata" not in content.decode()


def test_a_withdrawn_guide_has_no_feed_of_comments(client, editor):
    guide = a_live_guide(slug="pacco")
    guide.withdraw(by=editor, because="Superata.")
    assert client.get("/guide/pacco/commenti.xml").status_code == 404
