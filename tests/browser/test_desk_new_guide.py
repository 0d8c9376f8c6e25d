"""A new guide from nothing, by somebody whose clicks, keys and page loads are counted."""

import pytest
from playwright.sync_api import Page, expect

from guides.guide.models import Guide
from tests.browser.counting import Counted
from tests.browser.desk import sign_in
from tests.factories import a_live_guide, a_topic, an_author
from tests.uploads.pictures import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_MORE_THAN = (9, 6, 1)  # clicks, keys other than the text, loads


def begin_section(me: Counted, number: int, title: str):
    me.click(me.page.get_by_role("button", name="Aggiungi una sezione"))
    me.type(title)
    me.click(me.page.locator(f"#id_sections-{number}-body"))
    return me.page.locator(f"#sections-{number}")


def write_title_and_topic(me: Counted, topic) -> None:
    me.type("Il pacco che non arriva")
    me.press("Tab")
    me.type("Che cosa fare.")
    me.choose(me.page.locator("#id_topic"), str(topic.pk))


def write_a_list_and_a_link(me: Counted) -> None:
    begin_section(me, 0, "Prima")
    me.type("Controlla:\n\n- la data\n- l’indirizzo\n\nVedi anche ")
    me.press("Control+k")
    me.type("rimborso")
    expect(me.page.locator("#chooser-list li").first).to_contain_text("Il rimborso")
    me.press("Enter")


def write_a_callout(me: Counted) -> None:
    section = begin_section(me, 1, "Poi")
    me.type("Scrivi al venditore.")
    me.click(section.get_by_role("button", name="Scadenza"))
    me.type("Hai quattordici giorni.")


def put_a_picture(me: Counted, picture) -> None:
    section = begin_section(me, 2, "Infine")
    with me.page.expect_file_chooser() as chooser:
        me.click(section.get_by_role("button", name="Immagine"))
    chooser.value.set_files(picture)
    expect(section.locator(".markdownx-message")).to_contain_text("Immagine inserita")
    me.type("Una scatola chiusa")


def test_three_sections_with_list_callout_link_and_picture_cost_what_we_promised(
    page: Page, live_server, editor, tmp_path
):
    picture = tmp_path / "foto.png"
    picture.write_bytes(a_picture())
    target = a_live_guide(title="Il rimborso", author=an_author())
    topic = a_topic()
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/guide/add/")
    me = Counted(page)
    write_title_and_topic(me, topic)
    write_a_list_and_a_link(me)
    write_a_callout(me)
    put_a_picture(me, picture)
    with page.expect_navigation():
        me.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_in_viewport()

    guide = Guide.objects.get(title="Il pacco che non arriva")
    bodies = [section.body for section in guide.sections.all()]
    assert bodies[0].endswith(f"Vedi anche [Il rimborso](guida:{target.pk})")
    assert bodies[1] == "Scrivi al venditore.\n\n::: scadenza\nHai quattordici giorni.\n:::"
    assert bodies[2].startswith("![Una scatola chiusa](/media/")
    assert guide.slug == "il-pacco-che-non-arriva"
    assert guide.obstacles() == []
    assert all(spent <= most for spent, most in zip(me.total, NO_MORE_THAN, strict=True)), me.total
    print("clicks, keys, loads:", me.total)
