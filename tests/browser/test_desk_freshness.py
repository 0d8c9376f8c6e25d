"""Controlli, the links outside, a fact, the window «Pubblica…»: no violation that is ours."""

from datetime import date

import pytest

from guides.outside.models import OutsideAddress
from tests.browser.axe import faults
from tests.browser.desk import sign_in_by_hand
from tests.factories import a_guide
from tests.facts.making import a_fact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_that_keep_a_guide_true_have_no_violation(page, live_server, editor):
    urn = "urn:nir:stato:decreto.legislativo:2005-09-06;206~art52"
    fact = a_fact(key="vecchio", valid_until=date(2020, 1, 1), source_urn=urn)
    body = "{{fatto:vecchio}} Vedi [il modulo](https://rotto.example/a)."
    guide = a_guide(sections=[{"title": "Uno", "problem": "P", "body": body}, {"title": "Due"}])
    OutsideAddress.objects.create(address="https://rotto.example/a", state="rotto", reason="Via.")
    sign_in_by_hand(page, live_server, editor)
    found = []
    at = f"{live_server.url}/admin/guides"
    pages = (f"guide/{guide.pk}/controlli/", "outsideaddress/", f"fact/{fact.pk}/change/")
    for address in pages:
        page.goto(f"{at}/{address}")
        found += faults(page)
    page.goto(f"{at}/guide/{guide.pk}/change/")
    page.locator("[data-publish]").click()
    page.locator(".before--look a").first.wait_for()
    found += faults(page)
    assert not found
