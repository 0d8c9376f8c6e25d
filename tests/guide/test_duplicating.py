"""A guide begun from another."""

import pytest
from django.test import Client

from guides.guide.models import Guide
from tests.factories import a_company, a_live_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def guide():
    guide = a_live_guide(
        title="Il volo",
        slug="volo",
        sections=[
            {"title": "Prima", "problem": "Sono in ritardo", "body": "Testo."},
            {"title": "Dopo", "level": 2, "body": "Altro."},
        ],
    )
    first, second = guide.sections.all()
    first.body = f"Vedi [dopo](guida:{second.uid}) e [tutto](guida:{guide.pk})."
    first.save()
    guide.sources.create(
        title="La legge", address="https://a.it/", publisher="Stato", consulted_on="2026-11-01"
    )
    guide.other_companies.add(a_company())
    return guide


def copy_of(staff, guide) -> Guide:
    answer = staff.post(f"/admin/guides/guide/{guide.pk}/duplica/")
    assert answer.status_code == 302
    return Guide.objects.latest("pk")


def test_the_copy_is_a_draft_with_the_same_words_and_an_identity_of_its_own(staff, guide):
    copy = copy_of(staff, guide)
    assert (copy.title, copy.slug, copy.state.label) == ("Copia di Il volo", "volo-copia", "Bozza")
    assert copy.verified_on == guide.verified_on
    assert list(copy.other_companies.all()) == list(guide.other_companies.all())
    assert [s.title for s in copy.sources.all()] == ["La legge"]
    kept = ("title", "level", "problem", "slug", "position")
    assert list(copy.sections.values_list(*kept)) == list(guide.sections.values_list(*kept))
    assert not {s.uid for s in copy.sections.all()} & {s.uid for s in guide.sections.all()}


def test_its_links_to_itself_lead_within_the_copy(staff, guide):
    copy = copy_of(staff, guide)
    first, second = copy.sections.all()
    assert first.body == f"Vedi [dopo](guida:{second.uid}) e [tutto](guida:{copy.pk})."
    copy.publish(by=None)
    assert copy.live.slug == "volo-copia"


def test_twice_makes_two_and_changes_nothing_of_the_first(staff, guide):
    revision = guide.revision
    slugs = [copy_of(staff, guide).slug for _ in range(3)]
    assert slugs == ["volo-copia", "volo-copia-2", "volo-copia-3"]
    guide.refresh_from_db()
    assert guide.revision == revision


def test_it_takes_a_press_of_the_button_and_the_right_to_write(staff, guide, django_user_model):
    address = f"/admin/guides/guide/{guide.pk}/duplica/"
    assert staff.get(address).status_code == 403
    django_user_model.objects.create_user("nessuno", password="x", is_staff=True)
    client = Client()
    client.login(username="nessuno", password="x")
    assert client.post(address).status_code == 403
    assert Guide.objects.count() == 1
