"""A page that is kept goes when what it lists of a sector, a topic or an authority changes."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.pages.tags import rendering
from guides.site.shortcuts import Shortcut
from tests.authorities.test_pages import an_authority
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.pages.test_shown import purged_by
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db


def tags_of(address: str) -> set[str]:
    """What the page there says that it depends on."""
    found = resolve(address)
    with rendering() as page:
        found.func(RequestFactory().get(address), **found.kwargs)
    return page.tags


@pytest.fixture
def phones(db):
    return Sector.objects.create(name="Telefonia", every_company="ogni operatore")


def test_a_guide_that_joins_or_leaves_a_sector_changes_its_companies_pages(phones, editor):
    company = a_company(sector=phones)
    tags = tags_of(company.get_absolute_url())
    guide = a_guide()
    guide.sectors.add(phones)
    assert tags & purged_by(lambda: guide.publish(by=editor))
    guide.sectors.clear()
    assert tags & purged_by(lambda: guide.publish(by=editor))


def test_the_words_of_a_sector_are_on_its_companies_pages(phones, editor):
    guide = a_guide()
    guide.sectors.add(phones)
    guide.publish(by=editor)
    tags = tags_of(a_company(sector=phones).get_absolute_url())
    phones.every_company = "chiunque dia una linea"
    assert tags & purged_by(phones.save)


def test_an_authority_changes_the_pages_that_lead_to_it(phones):
    topic = a_topic()
    company, guide = a_company(sector=phones), a_live_guide(topic=topic)
    authority = an_authority()
    for page in (topic, company, guide):
        assert tags_of(page.get_absolute_url()) & purged_by(authority.save)


def test_a_topics_page_goes_with_its_stories_and_companies(editor):
    topic, company = a_topic(), a_company()
    tags = tags_of(topic.get_absolute_url())
    assert tags & purged_by(lambda: public(a_story(topic=topic), by=editor))
    assert tags & purged_by(lambda: a_live_guide(topic=topic, company=company))
    assert tags_of(topic.get_absolute_url()) & purged_by(company.save)


def test_a_topics_page_goes_when_a_company_enters_or_leaves_a_sector_and_with_no_other(
    phones, editor
):
    topic, company = a_topic(), a_company()
    guide = a_guide(topic=topic)
    guide.sectors.add(phones)
    guide.publish(by=editor)
    tags = tags_of(topic.get_absolute_url())
    company.name = "Altro nome"
    assert not tags & purged_by(company.save)
    company.sector = phones
    assert tags & purged_by(company.save)
    assert tags & purged_by(lambda: a_company(sector=phones))
    company = Company.objects.get(pk=company.pk)
    company.sector = None
    assert tags & purged_by(company.save)


def test_the_front_page_goes_with_a_story_a_guide_and_a_shortcut(editor):
    tags = tags_of("/")
    shortcut = Shortcut(words="Il pacco", address="/guide/pacco/")
    for act in (lambda: public(a_story(), by=editor), a_live_guide, shortcut.save):
        assert tags & purged_by(act)


def test_a_guide_that_names_an_address_changes_when_a_guide_comes_there_and_for_no_other(editor):
    promised = a_guide(slug="promessa", topic=a_topic())
    reads = a_live_guide(sections=[{"title": "Poi", "body": "Leggi [qui](/guide/promessa/)."}])
    tags = tags_of(reads.live.get_absolute_url())
    assert not tags & purged_by(lambda: a_live_guide(slug="altrove", topic=a_topic()))
    assert tags & purged_by(lambda: promised.publish(by=editor))
    promised.slug = "altra"
    promised.save()
    assert tags & purged_by(lambda: promised.publish(by=editor))
    assert not tags & purged_by(lambda: promised.withdraw(by=editor, because="Vecchia."))
