"""Every kind of page a reader sees, judged by axe-core (WCAG 2.2 AA and good practice)."""

import pytest

from guides.guide.models import Guide
from tests.browser import kinds
from tests.browser.axe import faults
from tests.voices import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/guide/",
    "/guide/aliexpress/",
    "/guide/ritirata/",
    "/argomenti/",
    "/argomenti/viaggi/",
    "/aziende/",
    "/aziende/poste-italiane/",
    "/aziende/tim/",
    "/a-chi-rivolgersi/",
    "/a-chi-rivolgersi/enac/",
    "/autori/redazione/",
    "/regole/",
    "/cerca/?q=rimborso",
    "/cerca/?q=xyzzy",
    "/storie/",
    "/raccontaci-la-tua-storia/",
    "/anteprima/scaduta/",
    "/questa-pagina-non-c-e/",
]


@pytest.fixture
def demo(the_demo, editor):
    withdrawn = Guide.objects.get(slug="garanzia-legale")
    withdrawn.slug = "ritirata"
    withdrawn.save()
    withdrawn.publish(by=editor)
    withdrawn.withdraw(by=editor, because="La stiamo riscrivendo.")


def test_a_refused_form_has_no_violation(page, live_server, demo):
    page.goto(live_server.url + "/raccontaci-la-tua-storia/")
    page.get_by_role("button", name="Continua").click()
    page.get_by_role("heading", name="C’è qualcosa da correggere").wait_for()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.title().startswith("Errore: ")
    assert faults(page) == []


def test_a_story_and_its_thread_have_no_violation(page, live_server, demo):
    page.goto(live_server.url + "/storie/")
    page.locator(".letters a").first.click()
    page.get_by_role("heading", name="Scrivi un commento").wait_for()
    assert faults(page) == []


def test_no_page_has_a_violation_or_scrolls_sideways(page, live_server, demo):
    found = []
    for address in PAGES:
        page.goto(live_server.url + address)
        found += faults(page)
    assert not found


def test_what_needs_rows_or_a_private_link_has_no_violation(page, live_server, demo, editor):
    found = []
    for address in kinds.addresses(editor):
        answer = page.goto(live_server.url + address)
        assert answer is None or answer.ok, address  # None: another place of the same page
        found += faults(page)
    assert not found


def showing(html: str):
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def test_what_is_shown_when_something_broke_and_a_letter_have_no_violation(
    page, live_server, demo, editor
):
    kinds.addresses(editor)
    found = []
    for name, html in kinds.accidents().items():
        page.route(f"**/{name}/", showing(html))
        page.goto(f"{live_server.url}/{name}/")
        found += faults(page)
    assert not found


def test_every_step_of_a_story_its_preview_and_its_receipt_have_no_violation(
    page, live_server, demo
):
    page.goto(live_server.url + "/raccontaci-la-tua-storia/")
    page.get_by_label("Azienda", exact=True).fill("AliExpress")
    page.get_by_label("Titolo").fill("Il venditore non rimborsa")
    page.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    found = []
    for act in ("Continua", "Continua", "Rivedi la storia", "Invia"):
        for label in ("Ancora aperta", "No, oppure non serve"):
            if page.get_by_label(label).is_visible():
                page.get_by_label(label).check()
        if act == "Rivedi la storia":
            page.get_by_label("Nome da mostrare").fill("Lucciola")
            page.get_by_text("Acconsento alla pubblicazione").click()
            page.get_by_text("Ho letto l’informativa").click()
        page.get_by_role("button", name=act, exact=True).click()
        page.wait_for_load_state()
        found += faults(page)
    page.wait_for_url("**/ricevuta/**")
    assert not found


def test_the_judge_sees_pale_text_a_wide_box_and_what_is_pale_in_the_dark_alone(page):
    page.set_content(
        "<html lang=it><title>Prova</title><style>@media (prefers-color-scheme: dark) {"
        "body { background: #111; color: #eee } a { color: #333 } }"
        "@media (prefers-color-scheme: dark) and (min-width: 1000px) { b { color: #333 } }"
        "@media (width: 768px) { i { color: #aaa } }</style>"
        "<main><h1>Prova</h1><p style='color:#999;background:#fff'>Pallido</p>"
        "<p><a href='/'>Scuro</a></p><p style='width:2000px'>Largo</p>"
        "<p><b>Scuro solo dov’è largo</b></p><p><i>Pallido a metà</i></p></main>"
    )
    found = faults(page)
    assert any("320 px light: color-contrast: [['p:nth-child(2)']]" in each for each in found)
    assert any("320 px dark: color-contrast" in each and "['a']" in each for each in found)
    assert any("1440 px dark: color-contrast: [['b']]" in each for each in found)
    assert any("768 px light: color-contrast: [['i']]" in each for each in found)
    assert any("scrolls sideways at 320 px" in each for each in found)


def test_the_judge_of_colours_sees_what_is_new_on_a_second_page_and_in_a_row_of_equals(page):
    rows = "".join(f"<li>Riga {n}</li>" for n in range(30))
    whole = "<html lang=it><title>Prova</title><main><h1>Prova</h1><ul>{}</ul></main>"
    page.set_content(whole.format(rows))
    assert faults(page) == []
    page.set_content(whole.format(rows + "<li class='x' style='color:#ccc'>Pallida</li>" + rows))
    assert any("320 px light: color-contrast: [['.x']]" in each for each in faults(page))
