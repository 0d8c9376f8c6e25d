"""A letter on a phone: found, completed, changed, kept in the tab only for who asks."""

import pytest
from playwright.sync_api import expect

from guides.letters.dossier import DossierScheme
from tests.browser.axe import faults
from tests.browser.desk import sign_in
from tests.letters.making import a_live_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
WRITTEN = {
    **{"nome": "Ada Bruni", "indirizzo": "Via Po 1, Torino", "azienda": "Cuffie e Co."},
    **{"data-consegna": "3/11/2026", "prezzo": "34,50", "ragioni": "È rotta."},
}


@pytest.fixture
def letter():
    letter = a_live_letter(title="Rimborso di cuffie rotte", slug="cuffie")
    scheme = DossierScheme.objects.create(name="Arbitro", headings="Fatti = testo")
    scheme.topics.add(letter.topic)
    return letter


def fill(page) -> int:
    """Type the answers; return how many taps it took besides."""
    for key, words in WRITTEN.items():
        page.fill(f'[name="{key}"]', words)
    page.check('[name="esito"][value="rifiutato"]')
    page.check('[name="spese"][value="no"]')
    return 2


def test_from_a_search_to_a_letter_in_six_taps_without_a_script(browser, live_server, letter):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + "/cerca/")
    page.get_by_role("searchbox").first.fill("lettera rimborso cuffie")
    page.get_by_role("searchbox").first.press("Enter")
    page.locator('main a[href="/lettere/cuffie/"]').first.click()
    taps = 2 + fill(page)
    page.get_by_role("button", name="Scrivi la lettera").click()
    taps += 1
    expect(page.locator(".paper")).to_contain_text("Oggetto: Rimborso di 34,50 euro")
    assert taps <= 6
    page.get_by_text("Cambia le parole").click()
    page.fill('[name="oggetto"]', "Parole mie")
    page.get_by_role("button", name="Aggiorna la lettera").click()
    expect(page.locator(".paper")).to_contain_text("Oggetto: Parole mie")
    page.get_by_role("button", name="Prepara il fascicolo per Arbitro").click()
    page.fill('[name="cronologia"]', "3 novembre 2026: arrivate rotte")
    page.get_by_role("button", name="Prepara il fascicolo").click()
    expect(page.locator(".paper")).to_contain_text("arrivate rotte")
    context.close()


def test_sample_readers_open_by_their_names(page, live_server, letter, editor):
    """The script that folds rows asked every one for a title, and stopped at the first without."""
    broken = []
    page.on("pageerror", lambda error: broken.append(error))
    letter.samples.create(name="Chi ha pagato due volte", answers="esito: rifiutato", position=5)
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/formletter/{letter.pk}/change/")
    samples = page.locator("#samples-group")
    one = samples.get_by_role("button", name="Chi ha pagato due volte", exact=True)
    one.click()
    answers = samples.locator("textarea").filter(visible=True)
    expect(answers).to_have_value("esito: rifiutato")
    samples.get_by_text("Aggiungi un lettore d’esempio").click()
    expect(samples.locator("input[name$='-name']:focus")).to_be_visible()
    assert not broken


def test_each_page_of_a_letter_has_no_violation(page, live_server, letter):
    found = []
    for address in ("/lettere/", "/lettere/cuffie/", "/lettere/cuffie/inviata/"):
        page.goto(live_server.url + address)
        found += faults(page)
    page.goto(live_server.url + "/lettere/cuffie/")
    page.get_by_role("button", name="Scrivi la lettera").click()
    expect(page.locator(".error-summary")).to_be_focused()
    found += faults(page)
    fill(page)
    page.get_by_role("button", name="Scrivi la lettera").click()
    page.get_by_text("Cambia le parole").click()
    found += faults(page)
    page.get_by_role("button", name="Prepara il fascicolo per Arbitro").click()
    page.get_by_role("button", name="Prepara il fascicolo").click()
    found += faults(page)
    assert found == []


def test_a_copy_stays_in_the_tab_only_for_who_asks_and_is_deleted(page, live_server, letter):
    kept = "() => sessionStorage.length + localStorage.length"
    page.goto(live_server.url + "/lettere/cuffie/")
    fill(page)
    assert page.evaluate(kept) == 0
    page.get_by_role("button", name="Tieni una copia in questa scheda").click()
    assert page.evaluate(kept) == 1
    page.reload()
    page.get_by_role("button", name="Rimetti quello che avevi scritto").click()
    expect(page.locator('[name="ragioni"]')).to_have_value("È rotta.")
    expect(page.locator('[name="esito"][value="rifiutato"]')).to_be_checked()
    page.get_by_role("button", name="Elimina la copia").click()
    assert page.evaluate(kept) == 0
    expect(page.get_by_role("button", name="Tieni una copia in questa scheda")).to_be_focused()


def test_the_letter_is_copied_as_it_is_read(page, live_server, letter):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + "/lettere/cuffie/")
    fill(page)
    page.get_by_role("button", name="Scrivi la lettera").click()
    page.get_by_role("button", name="Copia la lettera").click()
    expect(page.get_by_text("Copiata.")).to_be_visible()
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("Ada Bruni\nVia Po 1, Torino")
    assert "Distinti saluti" in words


@pytest.fixture
def over_plain_http(browser_type, browser_type_launch_args, live_server, settings):
    """A page whose browser trusts the host no more than a stranger's: no Sec-Fetch-Site is sent."""
    settings.ALLOWED_HOSTS = ["*"]
    where = ["--host-resolver-rules=MAP sportello.test 127.0.0.1"]
    args = [*browser_type_launch_args["args"], *where]
    browser = browser_type.launch(**browser_type_launch_args | {"args": args})
    base_url = live_server.url.replace("localhost", "sportello.test")
    yield browser.new_page(base_url=base_url)
    browser.close()


def test_over_plain_http_a_letter_is_changed_kept_and_made_a_dossier(over_plain_http, letter):
    page = over_plain_http
    page.goto("/lettere/cuffie/")
    assert not page.evaluate("isSecureContext")
    fill(page)
    page.get_by_role("button", name="Scrivi la lettera").click()
    page.get_by_text("Cambia le parole").click()
    page.fill('[name="oggetto"]', "Parole mie")
    page.get_by_role("button", name="Aggiorna la lettera").click()
    expect(page.locator(".paper")).to_contain_text("Oggetto: Parole mie")
    page.get_by_role("button", name="Prepara il fascicolo per Arbitro").click()
    page.fill('[name="cronologia"]', "3 novembre 2026: arrivate rotte")
    page.get_by_role("button", name="Prepara il fascicolo").click()
    expect(page.locator(".paper")).to_contain_text("arrivate rotte")
