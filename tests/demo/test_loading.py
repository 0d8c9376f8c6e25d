"""`manage.py load_demo` through the front door: the command, then the pages."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from guides.demo import reader
from guides.guide.models import Guide
from guides.site.models import Page, SiteSettings

pytestmark = pytest.mark.django_db


def load_demo(**options) -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said, **options)
    return said.getvalue()


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_aliexpress_guide_is_read_after_loading(client):
    load_demo()
    page = page_of(client, "/guide/aliexpress/")
    assert "AliExpress: come risolvere i problemi più comuni" in page
    assert 'id="password-dimenticata"' in page
    assert "15\u00a0minuti" in page
    assert "Problema:" not in page


def test_every_page_of_the_demo_and_every_link_in_it_opens(client):
    load_demo()
    addresses = ["/", "/guide/", "/chi-siamo/", "/privacy/", "/regole/", "/autori/redazione/"]
    addresses += [f"/guide/{guide.slug}/" for guide in reader.guides()]
    addresses += [f"/argomenti/{topic.slug}/" for topic in reader.topics()]
    addresses += [f"/aziende/{company.slug}/" for company in reader.companies()]
    addresses += [f"/a-chi-rivolgersi/{authority.slug}/" for authority in reader.authorities()]
    for address in addresses:
        page_of(client, address)
    for shortcut in reader.shortcuts():
        address, _, place = shortcut.address.partition("#")
        assert f'id="{place}"' in page_of(client, address) or not place
    texts = "".join(path.read_text("utf-8") for path in reader.HERE.glob("*/*.md"))
    for address in set(re.findall(r"\]\((/[^)#]*)", texts)):
        page_of(client, address)


def test_what_the_site_says_of_itself_is_loaded(client):
    load_demo()
    page = page_of(client, "/")
    assert reader.site().name in page
    assert reader.site().sister_sites[0].label in page


def test_the_command_says_how_much_it_wrote():
    assert load_demo() == (
        "Scritti: 1 impostazioni del sito, 7 argomenti, 8 settori, 4 aziende, 10 autorità, "
        "1 autori, 3 pagine, 91 fatti, 10 guide, 41 sinonimi, 14 indicazioni, 6 scorciatoie, "
        "8 storie, 17 commenti.\n"
    )


def test_the_administrator_is_the_one_who_publishes(editor):
    load_demo()
    assert Guide.objects.get(slug="aliexpress").live.published_by == editor


def test_loading_again_changes_nothing_and_publishes_nothing():
    load_demo()
    before = dict(Guide.objects.values_list("slug", "live__published_at"))
    assert load_demo() == "C’era già tutto.\n"
    load_demo(overwrite=True)
    assert dict(Guide.objects.values_list("slug", "live__published_at")) == before
    assert len(before) == len(reader.guides())


def test_what_an_editor_changed_or_withdrew_is_kept(client, editor):
    load_demo()
    Guide.objects.get(slug="aliexpress").withdraw(by=editor, because="La stiamo riscrivendo.")
    Page.objects.filter(slug="privacy").update(body="Testo della redazione.")
    SiteSettings.objects.update(name="Il nostro nome")
    load_demo()
    assert client.get("/guide/aliexpress/").status_code == 410
    assert "Testo della redazione." in page_of(client, "/privacy/")
    assert SiteSettings.current().name == "Il nostro nome"


def test_a_guide_that_an_editor_moved_is_not_written_twice(client, editor):
    load_demo()
    guide = Guide.objects.get(slug="aliexpress")
    guide.slug = "aliexpress-problemi"
    guide.save()
    guide.publish(by=editor)
    load_demo()
    assert client.get("/guide/aliexpress/")["Location"] == "/guide/aliexpress-problemi/"


def test_overwriting_brings_the_files_words_back_and_keeps_a_sections_identity(editor):
    load_demo()
    guide = Guide.objects.get(slug="aliexpress")
    uid = guide.sections.get(slug="account-bloccato").uid
    guide.sections.filter(slug="account-bloccato").update(body="Scritto male.")
    guide.sections.create(title="Di troppo", position=99)
    load_demo(overwrite=True)
    guide.refresh_from_db()
    section = guide.live.sections.get(slug="account-bloccato")
    assert section.uid == uid
    assert "Scritto male." not in section.body_markdown
    assert not guide.sections.filter(title="Di troppo").exists()


def test_a_publisher_nobody_knows_is_refused():
    with pytest.raises(CommandError, match="Nessun utente"):
        load_demo(by="sconosciuta")
    assert not Guide.objects.exists()
