"""Comparing, restoring and scheduling by somebody whose clicks, keys and page loads are counted."""

import re

import pytest
from playwright.sync_api import Page, expect

from guides.guide import preview
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import moment_in
from tests.browser.axe import faults
from tests.browser.counting import Counted
from tests.browser.desk import open_guide, sign_in
from tests.factories import a_live_guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RESTORED, SCHEDULED = (4, 0, 2), (6, 0, 2)  # at most: clicks, keys other than the text, loads


@pytest.fixture
def guide(editor):
    guide = a_live_guide(
        title="Il pacco",
        sections=[{"title": "Uno", "body": "Hai 14 giorni.\n\n- uno\n- due"}, {"title": "Due"}],
    )
    guide.sections.filter(title="Uno").update(body="Hai 30 giorni.\n\n- uno\n- tre")
    guide.publish(by=editor, note="Corretti i giorni")
    return guide


def assert_no_more(me: Counted, most: tuple[int, int, int]) -> None:
    print("clicks, keys, loads:", me.total)
    assert all(spent <= allowed for spent, allowed in zip(me.total, most, strict=True)), me.total


def test_two_versions_are_compared_and_the_older_comes_back_as_a_draft(
    page: Page, live_server, editor, guide
):
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    me = Counted(page)
    me.click(page.get_by_text("Le edizioni pubblicate"))
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name="1", exact=True))
    me.click(row.get_by_role("link", name="Confronta con la bozza e ripristina"))
    expect(page.locator("del").filter(has_text="30")).to_have_count(0)
    expect(page.locator("ins").filter(has_text="30")).to_be_visible()
    me.click(page.get_by_role("button", name="Ripristina come bozza: 1ª edizione"))
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    assert guide.sections.get(title="Uno").body.startswith("Hai 14")
    assert_no_more(me, RESTORED)


def test_a_change_is_scheduled_and_taken_back(page: Page, live_server, editor, guide):
    sign_in(page, live_server, editor)
    open_guide(page, live_server, guide)
    page.locator("#id_summary").fill("Un sommario nuovo.")
    me = Counted(page)
    me.click(page.get_by_text("Programma…", exact=True))
    box = page.get_by_label("Quando va online")
    me.click(box)
    box.fill("2027-12-03T09:00")
    me.click(page.get_by_role("button", name="Salva e programma", exact=True))
    expect(page.locator(".messagelist .success").last).to_be_in_viewport()
    expect(page.locator(".schedule")).to_contain_text(
        re.compile("online dal 3 dicembre 2027 alle 9:00, ora italiana")
    )
    assert Schedule.objects.get().is_waiting
    me.click(page.get_by_role("button", name="Annulla la pubblicazione programmata"))
    expect(page.get_by_text("non succede più niente da solo")).to_be_in_viewport()
    assert not Schedule.objects.get().is_waiting
    assert_no_more(me, SCHEDULED)


def test_the_pages_of_versions_and_reviews_have_no_violation(
    page: Page, live_server, editor, anna, guide
):
    guide.sections.filter(title="Due").update(body="Nuovo.")
    guide.revise()
    guide.schedule_publication(by=anna, at=moment_in("3/12/2027 9:00"))
    guide.ask_review(by=anna, of=editor, note="Guarda i giorni.")
    said: list[str] = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    sign_in(page, live_server, editor)
    found = []
    for rest in ("versioni/", "confronta/?da=edizione-1", "revisione/", "change/"):
        page.goto(f"{live_server.url}/admin/guides/guide/{guide.pk}/{rest}")
        page.evaluate(
            "document.querySelectorAll('.publishing details').forEach(e => e.open = true)"
        )
        found += faults(page)
    assert not found
    assert not said


def test_a_shared_draft_has_no_violation_also_when_something_is_missing(
    page: Page, live_server, guide
):
    page.goto(f"{live_server.url}{preview.shared_link(guide)}")
    found = faults(page)
    page.get_by_role("button", name="Invia alla redazione").click()
    expect(page.locator(".error-summary")).to_be_in_viewport()
    assert not found + faults(page)
