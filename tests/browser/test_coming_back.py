"""On a phone, without JavaScript: refused, corrected, sent again, published; contested too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from guides.comments.models import Comment
from guides.moderation.reasons import Reason
from tests.browser.desk import sign_in
from tests.browser.test_voices import PHONE, fits, phone  # noqa: F401 - the fixture
from tests.factories import a_live_guide
from tests.voices import a_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

without_javascript = pytest.mark.parametrize(
    "phone", [False], indirect=True, ids=["without JavaScript"]
)


@pytest.fixture
def because():
    """One of the site's own, made again where a test has emptied the database."""
    said = {
        "label": "Insulti o minacce",
        "key": "i",
        "text_for_author": "Ci sono parole che offendono. Racconta gli stessi fatti senza.",
    }
    return Reason.objects.update_or_create(code="insulti", defaults=said)[0]


@without_javascript
def test_refused_corrected_and_sent_again_then_published(phone, anna, because):  # noqa: F811
    guide = a_live_guide(slug="pacco")
    mine = a_comment(under=guide, text="Quel ladro del corriere ha perso il pacco.")
    mine.reject(by=anna, because=because)
    phone.goto(mine.private_path)
    expect(phone.get_by_text("Ci sono parole che offendono")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("link", name="Correggi e invia di nuovo").click()
    expect(phone.get_by_label("Commento", exact=True)).to_have_value(mine.text)
    phone.get_by_label("Commento", exact=True).fill("Il corriere ha perso il pacco.")
    phone.get_by_label("Nome").fill("")
    phone.get_by_role("button", name="Invia di nuovo").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Commento", exact=True)).to_have_value(
        "Il corriere ha perso il pacco."
    )
    assert fits(phone)
    phone.get_by_label("Nome").fill("Gattonero")
    phone.get_by_role("button", name="Invia di nuovo").click()
    expect(phone.get_by_text("Inviato di nuovo")).to_be_visible()

    Comment.objects.get().approve(by=anna)
    phone.reload()
    phone.get_by_role("link", name="Leggilo sul sito").click()
    expect(phone.get_by_text("Il corriere ha perso il pacco.")).to_be_visible()
    expect(phone.get_by_text("ladro")).to_have_count(0)


@without_javascript
def test_contested_and_decided_by_another_moderator(
    phone,  # noqa: F811
    anna,
    bea,
    because,
    live_server,
    browser,
):
    mine = a_comment(text="L’operatore mi ha risposto dopo tre settimane.")
    mine.reject(by=anna, because=because)
    phone.goto(mine.private_path)
    phone.get_by_role("link", name="Contesta la decisione").click()
    assert fits(phone)
    phone.get_by_label("Perché secondo te").fill("Non c’è nessun insulto.")
    phone.get_by_role("button", name="Invia la contestazione").click()
    expect(phone.get_by_text("Decisione contestata")).to_be_visible()
    assert fits(phone)

    for who, outcome in ((anna, "tocca a un’altra persona"), (bea, "Pubblicato")):
        desk = browser.new_page(java_script_enabled=False, viewport=PHONE)
        sign_in(desk, live_server, who)
        desk.goto(f"{live_server.url}/admin/guides/queueitem/")
        expect(desk.get_by_text("Non c’è nessun insulto.")).to_be_visible()
        desk.locator("article").get_by_role("button", name="Pubblica", exact=False).first.click()
        expect(desk.locator("#coda-esito")).to_contain_text(outcome)
        desk.context.close()

    phone.reload()
    expect(phone.get_by_role("link", name="Leggilo sul sito")).to_be_visible()


@pytest.mark.parametrize("phone", [True], indirect=True, ids=["with JavaScript"])
def test_the_pages_of_coming_back_have_no_barrier(phone, anna, because):  # noqa: F811
    mine = a_comment(author_email="lettrice@posta.example")
    mine.reject(by=anna, because=because)
    for path in ("", "testo/", "contesta/"):
        phone.goto(f"{mine.private_path}{path}")
        results = Axe().run(phone)
        assert results.violations_count == 0, results.generate_report()
