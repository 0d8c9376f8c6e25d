"""A row that pages show is made known whichever way it is written."""

from datetime import date
from itertools import pairwise

import pytest

from guides.companies.channel import ContactChannel
from guides.companies.models import Company
from guides.pages.models import PurgedTags
from guides.pages.tags import EVERYTHING
from guides.site.models import Page
from tests.factories import a_company

pytestmark = pytest.mark.django_db


def a_channel(company: Company) -> ContactChannel:
    kind = {"kind": "telefono", "name": "Assistenza", "value": "800 123"}
    return company.channels.create(verified_on=date(2026, 11, 23), **kind)


def purged_by(act) -> set[str]:
    before = PurgedTags.objects.count()
    act()
    return {tag for row in PurgedTags.objects.order_by("pk")[before:] for tag in row.tags}


def test_rows_that_change_hands_through_a_relation_are_made_known():
    old, new = a_company(), a_company()
    channel = a_channel(old)
    tags = purged_by(lambda: new.channels.add(channel))
    assert {f"company:{old.pk}", f"company:{new.pk}"} <= tags
    newest = a_company()
    tags = purged_by(lambda: newest.channels.set([channel], bulk=True))
    assert {f"company:{new.pk}", f"company:{newest.pk}"} <= tags


def test_a_row_saved_again_is_known_by_what_it_was_in_between():
    companies = [a_company() for _ in range(3)]
    channel = ContactChannel.objects.get(pk=a_channel(companies[0]).pk)
    for before, after in pairwise(companies):
        channel.company = after
        assert {f"company:{before.pk}", f"company:{after.pk}"} <= purged_by(channel.save)


def test_a_name_in_the_footer_that_comes_back_is_made_known_to_every_page():
    Page.objects.create(slug="note", title="Note", body="Testo.")
    page = Page.objects.get(slug="note")
    for title in ("Appunti", "Note"):
        page.title = title
        assert EVERYTHING in purged_by(page.save)
    page = Page.objects.get(slug="note")
    page.body = "Altro testo."
    assert purged_by(page.save) == {f"page:{page.pk}"}
