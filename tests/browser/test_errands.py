"""An errand of each guide on a phone: from the front page to its words in three taps at most."""

import pytest
from playwright.sync_api import expect

from guides.guide.editions import Edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 3
PHONE = {"width": 360, "height": 780}


def errands() -> list[tuple[Edition, str]]:
    """The last problem of each of the demo's guides: the first are nearer."""
    editions = Edition.objects.live().select_related("topic").order_by("slug")
    return [
        (edition, section.anchor)
        for edition in editions
        for section in edition.sections.exclude(problem="").order_by("-position")[:1]
    ]


def taps(page, edition: Edition, anchor: str) -> int:
    """As a person looks: the problem itself, else the guide, else the subject."""
    guide = edition.get_absolute_url()
    ways = [f"{guide}#{anchor}", f"#{anchor}", guide, edition.topic.get_absolute_url()]
    for number in range(1, MOST + 1):
        links = (page.locator(f'main a[href="{way}"]:visible').first for way in ways)
        link = next(link for link in links if link.count())
        link.click()
        page.wait_for_load_state()
        if page.url.endswith(f"#{anchor}"):
            return number
    return MOST + 1


@pytest.mark.parametrize("javascript", [True, False])
def test_an_errand_of_each_guide_takes_three_taps(browser, live_server, javascript, the_demo):
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    asked = errands()
    assert len(asked) == Edition.objects.live().count() > 20
    for edition, anchor in asked:
        page.goto(live_server.url)
        assert taps(page, edition, anchor) <= MOST, (edition.slug, anchor)
        title = page.locator(f'[id="{anchor}"] .section__head').first
        expect(title).to_be_in_viewport()
    context.close()
