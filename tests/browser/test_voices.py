"""On a phone: a story is told and a comment written, without JavaScript and with it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from guides.comments.models import Comment
from guides.stories.models import Story
from tests.factories import a_company, a_live_guide
from tests.uploads import made_pdfs
from tests.voices import WORDS, a_comment, a_story, public

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
RECEIPT = {"name": "scontrino.pdf", "mimeType": "application/pdf"}
PDF = made_pdfs.one_page()


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def phone(browser, request, live_server):
    context = browser.new_context(
        java_script_enabled=request.param, viewport=PHONE, base_url=live_server.url
    )
    page = context.new_page()
    page.has_javascript = request.param
    yield page
    assert context.cookies() == []
    context.close()


def fits(page) -> bool:
    """No sideways scrolling: the page is no wider than the phone."""
    return page.locator("html").bounding_box()["width"] <= PHONE["width"]


def send(page, button: str) -> None:
    """The script asks for the token as one writes; without it there is a page between."""
    if page.has_javascript:
        form = page.locator("form", has=page.get_by_role("button", name=button))
        field = form.locator("[name=gettone]").element_handle()
        page.wait_for_function("field => field.value", arg=field)
        page.get_by_role("button", name=button).click()
    else:
        page.get_by_role("button", name=button).click()
        page.get_by_role("button", name="Invia", exact=True).click()
    page.wait_for_url("**/ricevuta/**")


def go_on(phone) -> None:
    assert fits(phone)
    phone.get_by_role("button", name="Continua").click()


def tell_in_three_steps(phone) -> None:
    """With the browser's own button pressed once on the way, and no name to show."""
    phone.goto("/raccontaci-la-tua-storia/")
    assert fits(phone)
    phone.get_by_label("Azienda", exact=True).fill("treni lenti")
    phone.get_by_label("Titolo").press_sequentially("Il rimborso del biglietto")
    if phone.has_javascript:
        phone.get_by_role("link", name="Il rimborso del biglietto").wait_for()
    phone.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    go_on(phone)
    phone.get_by_role("link", name="Il rimborso del biglietto").wait_for()
    phone.get_by_label("Ancora aperta").check()
    phone.get_by_label("Sì").check()
    phone.get_by_label("Allegati").set_input_files([RECEIPT | {"buffer": PDF}])
    go_on(phone)
    phone.get_by_role("button", name="Rivedi la storia").wait_for()
    phone.go_back()  # the browser's own button
    expect(phone.get_by_label("Ancora aperta")).to_be_checked()
    go_on(phone)
    phone.get_by_text("Acconsento alla pubblicazione").click()
    phone.get_by_text("Ho letto l’informativa").click()
    phone.get_by_role("button", name="Rivedi la storia").click()


def test_a_story_is_told_with_a_mistake_on_the_way(phone):
    a_company(name="Treni Lenti")
    a_live_guide(sections=[{"title": "Il rimborso del biglietto", "body": "Chiedilo presto."}])
    tell_in_three_steps(phone)
    summary = phone.get_by_role("alert")
    summary.get_by_role("link", name="Scrivi un nome da mostrare").click()
    phone.get_by_label("Nome da mostrare").fill("Lucciola")
    phone.get_by_role("button", name="Rivedi la storia").click()

    expect(phone.get_by_text("Rileggi la tua storia")).to_be_visible()
    expect(phone.get_by_text("scontrino.pdf")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("button", name="Modifica").click()
    expect(phone.get_by_label("Che cosa è successo", exact=True)).to_have_value(WORDS)
    phone.get_by_label("Titolo").fill("Il rimborso del biglietto, mai visto")
    go_on(phone)
    go_on(phone)
    phone.get_by_role("button", name="Rivedi la storia").click()
    phone.get_by_role("button", name="Invia").click()

    phone.wait_for_url("**/ricevuta/**")
    expect(phone.get_by_text("È al sicuro da noi")).to_be_visible()
    expect(phone.get_by_role("link", name="Il rimborso del biglietto")).to_be_visible()
    assert fits(phone)
    story = Story.objects.get()
    assert story.title == "Il rimborso del biglietto, mai visto"
    assert story.attachments.count() == 1
    phone.reload()
    assert Story.objects.count() == 1


def test_a_comment_is_written_answered_and_erased(phone, editor):
    a_live_guide(slug="pacco")
    phone.goto("/guide/pacco/")
    assert fits(phone)
    phone.get_by_text("Scrivi un commento").click()
    phone.get_by_label("Commento", exact=True).fill(WORDS)
    phone.locator("#commento_name").fill("Gattonero")
    send(phone, "Invia il commento")
    receipt = phone.url
    comment = Comment.objects.get()
    comment.approve(by=editor)

    phone.goto("/guide/pacco/")
    phone.get_by_role("link", name="Rispondi a Gattonero").click()
    phone.get_by_label("Commento", exact=True).fill("Anche a me.")
    phone.get_by_label("Nome").fill("Viandante")
    send(phone, "Invia la risposta")
    Comment.objects.get(author_name="Viandante").approve(by=editor)

    phone.goto(receipt)
    phone.get_by_text("Cancella tutto").click()
    phone.get_by_role("button", name="Cancella per sempre").click()
    expect(phone.get_by_text("hai cancellato tutto")).to_be_visible()
    phone.goto(f"/commenti/{Comment.objects.get(author_name='Viandante').pk}/")
    expect(phone.get_by_text("Rimosso dall’autore")).to_be_visible()
    expect(phone.get_by_text("Anche a me.")).to_be_visible()
    expect(phone.get_by_text(WORDS)).to_have_count(0)


def test_very_long_words_and_stacked_accents_stay_in_their_place(phone, editor):
    story = public(a_story(title="W" * 120, text=("a" * 400) + " e" + "\u0301" * 200), by=editor)
    public(a_comment(under=story, text="x" * 900, author_name="Y" * 60), by=editor)
    for address in (story.get_absolute_url(), "/storie/"):
        phone.goto(address)
        assert fits(phone)
        if phone.has_javascript:
            assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("phone", [True], indirect=True, ids=["with JavaScript"])
def test_the_private_page_has_no_barrier(phone, editor):
    mine = public(a_story(), by=editor)
    mine.ask_author(by=editor, question="Quando?")
    for address in (mine.private_path, mine.stop_address):
        phone.goto(address.partition("localhost:8000")[2] or address)
        results = Axe().run(phone)
        assert results.violations_count == 0, results.generate_report()
