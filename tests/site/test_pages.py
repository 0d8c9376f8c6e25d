"""What is on every page, and the plain pages that editors keep."""

import re

import pytest
from django.db import connection

from guides.pages.prepared import Prepared
from guides.site import context
from guides.site.models import Page, SiteLink, SiteSettings
from guides.templatetags import markdown
from tests.reading import links_of, text_of, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(db):
    return Page.objects.create(
        title="Le regole", slug="regole", summary="In breve.", body="## Prima\n\nSii **gentile**."
    )


def test_a_plain_page_is_read_and_stands_in_the_footer(client, rules):
    assert "Prima Sii gentile." in text_of(tree_of(client.get("/regole/")))
    assert links_of(tree_of(client.get("/")))["Le regole"] == "/regole/"


def test_a_page_says_who_it_is_to_machines(client, rules, settings):
    settings.SITE_URL = "https://sportello.example"
    head = tree_of(client.get("/regole/")).find("head")
    canonical = head.find("link[@rel='canonical']").get("href")
    assert canonical == "https://sportello.example/regole/"
    assert head.find("meta[@name='description']").get("content") == "In breve."
    assert text_of(head.find("title")) == "Le regole · Sportello Lettori"


def test_a_page_is_in_italian_and_follows_the_readers_ground(client):
    page = tree_of(client.get("/"))
    assert page.get("lang") == "it"
    assert page.find("head/meta[@name='color-scheme']").get("content") == "light dark"


def test_the_site_record_names_the_site_its_social_pages_and_its_sisters(client):
    words = {"name": "Il banco", "footer": "Fatto da **lettori**."}
    site, _ = SiteSettings.objects.update_or_create(pk=1, defaults=words)
    SiteLink.objects.create(site=site, kind="social", name="Canale", address="https://c.example/")
    SiteLink.objects.create(site=site, kind="sorella", name="Casa", address="https://casa.example/")
    page = tree_of(client.get("/"))
    links = links_of(page)
    assert links["Il banco"] == "/"
    assert links["Canale"] == "https://c.example/"
    assert links["Casa"] == "https://casa.example/"
    assert "Fatto da lettori." in text_of(page)


def test_a_page_carries_no_inline_style_or_script(client, rules):
    html = client.get("/regole/").content.decode()
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(client):
    page = tree_of(client.get("/"))
    assert page.find("body/a").get("href") == f"#{page.find('body/main').get('id')}"


def test_a_database_that_was_locked_at_first_does_not_spoil_every_page_after(client, monkeypatch):
    """Django asks SQLite once whether it knows JSON; a lock at that moment is a "no" for good."""
    monkeypatch.setitem(vars(connection.features), "supports_json_field", False)
    monkeypatch.setattr(context, "_rows", Prepared(context._everything))
    assert client.get("/").status_code == 200


def the_frame(client, path: str):
    """Header and footer of a page that is made anew for each reader."""
    page = tree_of(client.get(path))
    here = [link.text for link in page.iterfind(".//header//a[@aria-current]")]
    return here, text_of(page.find(".//header")), text_of(page.find(".//footer"))


def test_what_surrounds_a_page_is_written_once_and_anew_as_soon_as_the_record_changes(
    client, rules, monkeypatch
):
    before = the_frame(client, "/cerca/?q=prima")
    assert before[0] == ["Cerca"]
    assert the_frame(client, "/storie/")[0] == ["Storie"]

    def again(*_, **__):
        raise AssertionError("the footer is written again")

    with monkeypatch.context() as patched:
        patched.setattr(markdown, "render", again)
        markdown.markdown.cache_clear()
        assert the_frame(client, "/cerca/?q=seconda") == before
    record = SiteSettings.objects.get_or_create(pk=1)[0]
    record.name, record.footer = "Sportello Consumatori", "Chi **siamo**."
    record.save()
    rules.title = "Le nostre regole"
    rules.save()
    here, header, footer = the_frame(client, "/cerca/?q=prima")
    assert here == ["Cerca"]
    assert "Sportello Consumatori" in header
    assert "Chi siamo." in footer
    assert "Le nostre regole" in footer
