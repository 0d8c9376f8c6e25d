"""A guide written in a browser: many rows at once, mistakes mended, the result in view."""

import re

import pytest
from playwright.sync_api import Page, expect

from guides.site.models import Page as PlainPage
from tests.browser.desk import ask_to_publish, open_guide, save_and_stay, sign_in
from tests.factories import a_guide, a_live_guide, a_topic, an_author

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIVE = range(1, 6)
BOTH_SCREENS = pytest.mark.parametrize("size", [(1440, 900), (360, 740)])


@pytest.fixture
def desk(page: Page, live_server, editor) -> Page:
    sign_in(page, live_server, editor)
    return page


def add_five_sections_with_their_sources(desk: Page, begun: int = 0) -> None:
    for n in FIVE:
        desk.get_by_role("button", name="Aggiungi una sezione").click()
        row = desk.locator(f"#sections-{begun + n - 1}")
        row.locator("input[name$=title]").fill("Che cosa fare" if n < 3 else f"Passo {n}")
        row.locator("input[name$=problem]").fill(f"Problema {n}")
        row.locator("textarea").fill(f"Testo {n}")
        desk.get_by_role("button", name="Aggiungi una fonte").click()
        source = desk.locator("#sources-group tr.form-row[id]:visible").last
        source.locator("input[name$=title]").fill(f"Fonte {n}")
        source.locator("input[name$=address]").fill(f"https://www.example.org/{n}")
        source.locator("input[name$=publisher]").fill("Autorità")
        source.locator("input[name$=consulted_on]").fill("2026-11-22")


def test_keys_that_are_held_save_once(desk, live_server):
    posts = []
    desk.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    desk.goto(f"{live_server.url}/admin/guides/page/add/")
    for name, words in (("title", "Chi siamo"), ("body", "Noi.")):
        desk.fill(f"#id_{name}", words)
    desk.keyboard.down("Control")
    for _ in range(8):
        desk.keyboard.press("s")
        desk.wait_for_timeout(60)
    desk.keyboard.up("Control")
    desk.wait_for_selector(".messagelist .success")
    assert len([url for url in posts if url.split("#")[0].endswith("/page/add/")]) == 1
    assert PlainPage.objects.filter(title="Chi siamo").count() == 1


def texts(guide) -> list[str]:
    return list(guide.sections.values_list("body", flat=True))


def five_are_saved(guide) -> None:
    assert texts(guide)[-5:] == [f"Testo {n}" for n in FIVE]
    assert list(guide.sections.values_list("problem", flat=True))[-5:] == [
        f"Problema {n}" for n in FIVE
    ]
    slugs = list(guide.sections.values_list("slug", flat=True))
    assert len(set(slugs)) == len(slugs)
    assert all(slugs)
    assert [source.title for source in guide.sources.all()] == [f"Fonte {n}" for n in FIVE]


def test_five_sections_and_five_sources_are_added_to_a_guide_at_once(desk, live_server):
    guide = a_guide(sections=[{"title": "Che cosa fare", "body": "Prima"}])
    open_guide(desk, live_server, guide)
    add_five_sections_with_their_sources(desk, begun=1)
    save_and_stay(desk)
    assert texts(guide)[0] == "Prima"
    five_are_saved(guide)


def test_a_guide_is_begun_in_its_title_and_saved_with_five_sections(desk, live_server):
    topic, author = a_topic(), an_author()
    desk.goto(f"{live_server.url}/admin/guides/guide/add/")
    expect(desk.locator("#id_title")).to_be_focused()
    desk.keyboard.type("Un pacco che non arriva")
    expect(desk.locator("#id_title")).to_have_value("Un pacco che non arriva")
    desk.fill("#id_summary", "In breve.")
    desk.select_option("#id_topic", str(topic.pk))
    desk.select_option("#id_author", str(author.pk))
    desk.fill("#id_verified_on", "2026-11-22")
    add_five_sections_with_their_sources(desk)
    save_and_stay(desk)
    guide = topic.guides.get()
    assert guide.slug == "un-pacco-che-non-arriva"
    five_are_saved(guide)


def test_five_new_sections_with_a_mistake_come_back_whole_and_are_saved_once_mended(
    desk, live_server
):
    guide = a_guide(sections=[{"title": "Che cosa fare", "body": "Prima"}])
    open_guide(desk, live_server, guide)
    add_five_sections_with_their_sources(desk, begun=1)
    desk.locator("#id_sections-3-title").fill("")
    desk.locator("#sections-5 .move-up").click()
    desk.locator("input[name=_continue]").first.click()
    expect(desk.locator(".errornote")).to_be_in_viewport()
    expect(desk.locator("#sections-3 .errorlist")).to_be_visible()
    assert texts(guide) == ["Prima"]
    desk.locator("#id_sections-3-title").fill("Passo 3")
    desk.locator("#sections-4").get_by_role("button", name="Elimina", exact=True).click()
    save_and_stay(desk)
    assert texts(guide) == ["Prima", "Testo 1", "Testo 2", "Testo 3", "Testo 5"]
    assert guide.sources.count() == 5


@pytest.mark.parametrize("width", [360, 1100, 1280, 1440])
def test_all_sections_are_opened_by_a_button_that_nothing_covers(desk, live_server, width):
    desk.set_viewport_size({"width": width, "height": 900})
    open_guide(desk, live_server, a_guide(sections=[{"title": "Uno"}, {"title": "Due"}]))
    desk.get_by_role("button", name="Apri tutte").click(timeout=5000)
    expect(desk.locator("#id_sections-1-body")).to_be_visible()
    desk.get_by_role("button", name="Chiudi tutte").click(timeout=5000)
    expect(desk.locator("#id_sections-1-body")).to_be_hidden()


def in_view(desk: Page, sentence: str) -> None:
    """The whole message stands inside the window, and no sticky bar covers it."""
    message = desk.locator(".messagelist li", has_text=sentence)
    expect(message).to_be_visible()
    desk.wait_for_load_state("load")
    box = message.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= desk.viewport_size["height"]
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    seen = "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.messagelist'))"
    assert desk.evaluate(seen, [x, y])


@BOTH_SCREENS
def test_what_came_of_publishing_and_withdrawing_is_in_view(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    guide = a_guide(sections=[{"title": f"S{n}", "body": "Testo."} for n in range(12)])
    open_guide(desk, live_server, guide)
    ask_to_publish(desk)
    desk.get_by_role("button", name="Pubblica adesso", exact=True).click()
    in_view(desk, "i lettori la vedono da ora")
    ask_to_publish(desk)
    desk.get_by_text("Ritira dal sito…").click()
    desk.fill("#because", "La legge è cambiata.")
    desk.get_by_role("button", name="Ritira la guida").click()
    in_view(desk, "Ritirata")
    ask_to_publish(desk)
    desk.get_by_role("button", name="Pubblica adesso", exact=True).click()
    in_view(desk, "i lettori la vedono da ora")


@BOTH_SCREENS
def test_what_stands_in_the_way_is_in_view(desk, live_server, size):
    desk.set_viewport_size({"width": size[0], "height": size[1]})
    body = "![](/media/immagini/a-1x1.webp)"
    guide = a_guide(
        sections=[{"title": f"S{n}", "body": body if n == 9 else ""} for n in range(10)]
    )
    open_guide(desk, live_server, guide)
    ask_to_publish(desk)
    desk.get_by_role("button", name="Pubblica adesso", exact=True).click()
    in_view(desk, "la guida non è stata pubblicata")
    in_view(desk, "c’è un’immagine senza testo alternativo")
    desk.fill("#id_title", "")
    ask_to_publish(desk)
    desk.get_by_role("button", name="Pubblica adesso", exact=True).click()
    note = desk.locator(".errornote")
    expect(note).to_be_in_viewport(ratio=1)
    assert re.search(r"#esito$", desk.url)


def test_the_buttons_leave_a_guide_that_nobody_changed_as_it_is(desk, live_server, editor):
    sections = [{"title": f"S{n}", "body": "Riga.\n\nAltra riga.\n"} for n in range(4)]
    guide = a_live_guide(sections=sections)
    open_guide(desk, live_server, guide)
    save_and_stay(desk)
    desk.get_by_role("button", name="Anteprima").first.click()
    expect(desk.locator(".notice--preview")).to_be_visible()
    guide.refresh_from_db()
    assert guide.state.label == "Pubblicata"


def test_the_previews_address_is_a_link_and_is_copied(desk, live_server):
    guide = a_guide(title="Da leggere prima")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"{live_server.url}/anteprima/guide/{guide.pk}/")
    address = desk.locator(".shared-link").get_attribute("href")
    desk.get_by_role("button", name="Copia l’indirizzo").click()
    expect(desk.get_by_text("Copiato.")).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == address
    desk.locator(".shared-link").click()
    expect(desk.get_by_role("heading", name="Da leggere prima")).to_be_visible()
    expect(desk.locator(".shared-link")).to_have_count(0)


def test_without_a_clipboard_the_address_is_copied_by_the_old_way_or_it_is_said(desk, live_server):
    desk.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    desk.goto(f"{live_server.url}/anteprima/guide/{a_guide().pk}/")
    desk.get_by_role("button", name="Copia l’indirizzo").click()
    expect(desk.locator(".notice--preview [role=status]")).not_to_be_empty()
