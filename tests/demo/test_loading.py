"""`manage.py load_demo` through the front door: the command, then the pages."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from guides.demo import reader
from guides.guide.models import Guide
from guides.moderation.decisions import Decision
from guides.site.models import Page, SiteSettings

pytestmark = pytest.mark.django_db


def load_demo(**options) -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said, **options)
    return said.getvalue()


def last_published() -> dict:
    return dict(Guide.objects.values_list("slug", "live__published_at"))


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_aliexpress_guide_is_read_after_loading(client, the_demo):
    page = page_of(client, "/guide/aliexpress/")
    assert "AliExpress: come risolvere i problemi più comuni" in page
    assert 'id="password-dimenticata"' in page
    assert "15\u00a0minuti" in page
    assert "Problema:" not in page


def test_every_page_of_the_demo_and_every_link_in_it_opens(client, the_demo):
    addresses = ["/", "/guide/", "/autori/redazione/"]
    addresses += [f"/{page.slug}/" for page in reader.pages()]
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


def test_what_the_site_says_of_itself_is_loaded(client, the_demo):
    page = page_of(client, "/")
    assert reader.site().name in page
    assert reader.site().sister_sites[0].label in page


def test_the_command_says_how_much_it_wrote_and_the_administrator_answers_for_it(editor):
    every_comment = [c for comment in reader.comments() for c in (comment, *_replies(comment))]
    assert load_demo() == (
        f"Scritti: 1 impostazioni del sito, {len(reader.topics())} argomenti, "
        f"{len(reader.sectors())} settori, {len(reader.companies())} aziende, "
        f"{len(reader.authorities())} autorità, 1 autori, {len(reader.pages())} pagine, "
        f"{len(reader.facts())} fatti, {len(reader.glossary())} dati, "
        f"{len(reader.rules())} scadenze, {len(reader.letters())} lettere, "
        f"{len(reader.dossiers())} schemi di fascicolo, {len(reader.guides())} guide, "
        f"{len(reader.flows())} percorsi guidati, {len(reader.synonyms())} sinonimi, "
        f"{len(reader.signposts())} indicazioni, {len(reader.shortcuts())} scorciatoie, "
        f"{len(reader.stories())} storie, {len(every_comment)} commenti.\n"
    )
    assert Guide.objects.get(slug="aliexpress").live.published_by == editor
    approvals = Decision.objects.filter(verb="approve")
    assert {decision.actor for decision in approvals} == {editor}


def _replies(comment):
    return [c for reply in comment.replies for c in (reply, *_replies(reply))]


def test_loading_again_changes_nothing_and_publishes_nothing(the_demo):
    before = last_published()
    assert load_demo() == "C’era già tutto.\n"
    assert last_published() == before
    assert len(before) == len(reader.guides())


def test_what_an_editor_changed_or_withdrew_is_kept(client, the_demo, editor):
    Guide.objects.get(slug="aliexpress").withdraw(by=editor, because="La stiamo riscrivendo.")
    Page.objects.filter(slug="privacy").update(body="Testo della redazione.")
    SiteSettings.objects.update(name="Il nostro nome")
    load_demo()
    assert client.get("/guide/aliexpress/").status_code == 410
    assert "Testo della redazione." in page_of(client, "/privacy/")
    assert SiteSettings.current().name == "Il nostro nome"


def test_a_guide_that_an_editor_moved_is_not_written_twice(client, the_demo, editor):
    guide = Guide.objects.get(slug="aliexpress")
    guide.slug = "aliexpress-problemi"
    guide.save()
    guide.publish(by=editor)
    load_demo()
    assert client.get("/guide/aliexpress/")["Location"] == "/guide/aliexpress-problemi/"


def test_overwriting_brings_the_files_words_back_and_keeps_a_sections_identity(the_demo, editor):
    guide = Guide.objects.get(slug="aliexpress")
    uid = guide.sections.get(slug="account-bloccato").uid
    guide.sections.filter(slug="account-bloccato").update(body="Scritto male.")
    guide.sections.create(title="Di troppo", position=99)
    before = last_published()
    load_demo(overwrite=True)
    assert last_published() == before  # readers had not seen what was scribbled
    guide.refresh_from_db()
    section = guide.live.sections.get(slug="account-bloccato")
    assert section.uid == uid
    assert "Scritto male." not in section.body_markdown
    assert not guide.sections.filter(title="Di troppo").exists()


def test_a_publisher_nobody_knows_is_refused():
    with pytest.raises(CommandError, match="Nessun utente"):
        load_demo(by="sconosciuta")
    assert not Guide.objects.exists()
