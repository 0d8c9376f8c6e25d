"""Every kind of page a reader sees, judged by axe-core (WCAG 2.2 AA and good practice)."""

import pytest
from django.core.management import call_command

from guides.guide.models import Guide
from tests.browser.axe import faults

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
def demo(editor):
    call_command("load_demo", verbosity=0)
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


def test_the_judge_sees_pale_text_and_a_wide_box(page):
    page.set_content(
        "<html lang=it><title>Prova</title><main><h1>Prova</h1><p style='color:#999'>Pallido</p>"
        "<p style='width:2000px'>Largo</p></main>"
    )
    found = " ".join(faults(page))
    assert "color-contrast" in found
    assert "scrolls sideways at 320 px" in found
