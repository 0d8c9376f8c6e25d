"""What machines read: valid, on the canonical origin, and never more than readers may."""

import re
from xml.etree import ElementTree

import html5lib
import pytest
from django.utils.html import escape
from markdown_it import MarkdownIt

from guides.site.models import Page, SiteSettings
from tests.factories import a_company, a_guide, a_live_guide
from tests.home.reading import ATOM
from tests.reading import by_class, headings_of, links_of, text_of
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db

MACHINE_PAGES = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-guide.xml",
    "/sitemap-storie.xml",
    "/sitemap-argomenti.xml",
    "/sitemap-aziende.xml",
    "/sitemap-pagine.xml",
    "/sitemap-autori.xml",
    "/sitemap-inizio.xml",
    "/llms.txt",
    "/opensearch.xml",
    "/feed/guide-nuove.xml",
    "/feed/guide-aggiornate.xml",
    "/feed/storie.xml",
]


@pytest.mark.parametrize("address", MACHINE_PAGES)
def test_a_draft_is_on_no_page_that_machines_read(client, editor, address):
    a_live_guide(company=a_company())
    public(a_story(), by=editor)
    Page.objects.create(title="Chi siamo", slug="chi-siamo")
    a_guide(title="Titolo segreto", slug="bozza-segreta", company=a_company(name="Ditta"))
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "segret" not in response.content.decode().lower()


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


def test_a_guide_has_a_twin_in_markdown(client):
    a_live_guide(slug="pacco", title="L’ordine", sections=[{"title": "Uno", "body": "Testo *qui*"}])
    response = client.get("/guide/pacco.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://localhost:8000/guide/pacco/>; rel="canonical"'
    text = response.content.decode()
    assert "# L’ordine" in text
    assert "## Uno" in text
    assert "Testo *qui*" in text


def test_the_twin_has_the_headings_and_the_words_of_the_page(client):
    body = "# Prima\n\nVai [più giù](#due) <b>subito</b>.\n\n```\naperto"
    sections = [
        {"title": "Uno *e* mezzo", "problem": "Non_so_", "body": body},
        {"title": "Due", "slug": "due", "level": 2, "body": "Prima\n=====\n\nFine."},
    ]
    a_live_guide(
        slug="pacco", title="L’ordine #1", summary="1. Aspetta\n2. Scrivi", sections=sections
    )
    page = html5lib.parse(client.get("/guide/pacco/").content.decode(), namespaceHTMLElements=False)
    markdown = client.get("/guide/pacco.md").content.decode()
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    twin = html5lib.parse(html, namespaceHTMLElements=False)
    article = by_class(page, "guide")
    on_page = [by_class(article, "guide__head").find("h1")]
    on_page += [e for e in by_class(article, "guide__body").iter() if e.tag in ("h2", "h3", "h4")]
    assert headings_of(twin) == [text_of(heading) for heading in on_page]
    assert [e.tag for e in twin.iter() if e.tag in ("h1", "h2", "h3", "h4")] == [
        heading.tag for heading in on_page
    ]
    assert "1. Aspetta 2. Scrivi" in text_of(twin)
    assert links_of(twin)["più giù"] == "http://localhost:8000/guide/pacco/#due"
    assert twin.find(".//b") is None


def test_the_list_for_language_models_is_one_line_a_guide_whatever_its_title(client):
    a_live_guide(slug="uno", title="Il [nuovo] *reclamo*", summary="Prima riga.\n\n# Seconda")
    a_live_guide(slug="due", title="Un altro")
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line for line in response.content.decode().splitlines() if line]
    assert lines[0].startswith("# ")
    assert lines[1].startswith("> ")
    # The form that llmstxt.org's own reader takes.
    link = re.compile(r"- \[[^\]]+\]\(http://localhost:8000/guide/[\w-]+\.md\): .+")
    entries = [line for line in lines[3:] if ".md)" in line]
    assert len(entries) == 2
    assert all(link.fullmatch(entry) for entry in entries)


@pytest.mark.parametrize(
    "site_name", ["Sito", "Lo sportello & l’aiuto di chi legge in tutta Italia"]
)
def test_the_search_description_is_what_opensearch_asks_for(client, site_name):
    SiteSettings.objects.update_or_create(pk=1, defaults={"name": f"{site_name}\x0b"})
    response = client.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    description = ElementTree.fromstring(response.content)
    search = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert description.tag == f"{search}OpenSearchDescription"
    most = {"ShortName": 16, "LongName": 48, "Description": 1024}
    for element, characters in most.items():
        (found,) = description.findall(f"{search}{element}")
        assert 0 < len(found.text) <= characters
    templates = {url.get("type"): url.get("template") for url in description.iter(f"{search}Url")}
    assert templates["text/html"] == "http://localhost:8000/cerca/?q={searchTerms}"
    example = description.find(f"{search}Query").get("searchTerms")
    for kind in ("text/html", "application/json"):
        asked = templates[kind].replace("{searchTerms}", example)
        assert client.get(asked.removeprefix("http://localhost:8000")).status_code == 200
    short_name = escape(description.findtext(f"{search}ShortName"))
    assert f'type="application/opensearchdescription+xml" title="{short_name}' in (
        client.get("/").content.decode()
    )


@pytest.mark.parametrize("ending", [".md", "/immagine.png", "/commenti.xml"])
def test_what_belongs_to_a_guide_follows_it_and_goes_with_it(client, editor, ending):
    guide = a_live_guide(slug="prima")
    guide.slug = "dopo"
    guide.save()
    guide.publish(by=editor)
    moved = client.get(f"/guide/prima{ending}")
    assert (moved.status_code, moved["Location"]) == (301, f"/guide/dopo{ending}")
    assert client.get(moved["Location"]).status_code == 200
    guide.withdraw(by=editor, because="Superata.")
    assert client.get(f"/guide/dopo{ending}").status_code == 404
    assert client.get(f"/guide/prima{ending}").status_code == 404


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
