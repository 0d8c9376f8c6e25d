"""Every kind of page at the desk: no broken content policy, no violation that is ours."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults
from tests.browser.desk import sign_in, sign_in_by_hand
from tests.deadlines.making import a_rule
from tests.factories import a_guide, a_live_guide
from tests.letters.making import a_letter
from tests.voices import a_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says against the pages that are opened."""
    said: list[str] = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("response", lambda r: r.status >= 400 and said.append(f"{r.status} {r.url}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_no_page_of_the_desk_breaks_the_content_policy(page, live_server, editor, complaints):
    guide, author, story = a_live_guide(), a_guide().author, a_story()
    sign_in_by_hand(page, live_server, editor)
    at = f"{live_server.url}/admin/guides"
    for address in (
        f"{live_server.url}/admin/",
        f"{at}/guide/",
        f"{at}/guide/add/",
        f"{at}/guide/{guide.pk}/change/",
        f"{at}/guide/{guide.pk}/history/",
        f"{at}/guide/{guide.pk}/ritira/",
        f"{at}/guide/{a_guide().pk}/delete/",
        f"{at}/author/{author.pk}/change/",
        f"{at}/topic/",
        f"{at}/company/add/",
        f"{at}/page/add/",
        f"{at}/sitesettings/",
        f"{at}/moderationsettings/",
        f"{at}/reason/",
        f"{at}/story/{story.pk}/change/",
        f"{at}/comment/",
        f"{at}/letter/",
        f"{at}/synonym/add/",
        f"{at}/signpost/add/",
        f"{at}/promotedanswer/add/",
        f"{at}/blockedterm/add/",
        f"{live_server.url}/admin/auth/user/add/",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert not complaints


def test_the_pages_where_a_guide_is_written_have_no_violation(page, live_server, editor):
    guide = a_live_guide()
    page.goto(f"{live_server.url}/admin/login/")
    found = faults(page)
    sign_in_by_hand(page, live_server, editor)
    found += faults(page)
    for address in ("", f"{guide.pk}/change/", f"{guide.pk}/ritira/"):
        page.goto(f"{live_server.url}/admin/guides/guide/{address}")
        for toggle in page.locator(".row-toggle").all():
            toggle.click()
        found += faults(page)
    assert not found


def test_the_pages_of_a_letter_and_of_a_story_have_no_violation(page, live_server, editor):
    letter, story = a_letter(), a_story()
    letter.terms.create(rule=a_rule())
    sign_in(page, live_server, editor)
    found = []
    for address in (f"formletter/{letter.pk}", f"story/{story.pk}"):
        page.goto(f"{live_server.url}/admin/guides/{address}/change/")
        page.wait_for_load_state("networkidle")
        found += faults(page)
    assert not found


def test_a_colleague_who_arrives_is_announced_on_the_open_page(
    page, live_server, editor, django_user_model, client
):
    guide = a_guide()
    page.clock.install()
    sign_in_by_hand(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/guides/guide/{guide.pk}/change/")
    marta = django_user_model.objects.create_superuser("marta", password="x")
    client.force_login(marta)
    client.get(f"/admin/guides/guide/{guide.pk}/change/")
    page.clock.run_for(31_000)
    page.wait_for_selector(".others p")
    assert "marta ha aperto questa guida" in page.inner_text(".others")
