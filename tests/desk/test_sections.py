"""Sections put in order without a script: by their number."""

import pytest
from django.utils import timezone

from guides.guide.models import Guide
from tests.desk.forms import filled_form, save
from tests.factories import a_guide, a_topic, an_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": title} for title in ("Uno", "Due", "Tre", "Quattro")])


def titles(guide):
    return list(guide.sections.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("changes", "order"),
    [
        ({}, ["Uno", "Due", "Tre", "Quattro"]),
        ({"sections-3-position": "1"}, ["Uno", "Quattro", "Due", "Tre"]),
        ({"sections-0-position": "2"}, ["Due", "Tre", "Uno", "Quattro"]),
        ({"sections-0-position": ""}, ["Due", "Tre", "Quattro", "Uno"]),
    ],
)
def test_a_number_puts_a_section_in_its_place(staff, guide, changes, order):
    assert save(staff, guide, **changes).status_code == 302
    assert titles(guide) == order
    assert list(guide.sections.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_new_section_without_a_number_goes_last(staff, guide):
    new = {"sections-TOTAL_FORMS": "5", "sections-4-title": "Nuova", "sections-4-level": "1"}
    assert save(staff, guide, **new).status_code == 302
    assert titles(guide)[-1] == "Nuova"


def test_a_text_that_the_renderer_refuses_is_said_beside_the_field(staff, guide):
    page = save(staff, guide, **{"sections-1-body": "a" * 60_000})
    assert page.status_code == 200
    assert "troppo lungo" in page.content.decode()
    assert guide.sections.get(title="Due").body == ""


def test_new_sections_with_the_same_title_get_addresses_of_their_own(staff, guide):
    new = {"sections-TOTAL_FORMS": "8"}
    for n in range(4, 8):
        new |= {f"sections-{n}-title": "Che cosa fare", f"sections-{n}-level": "1"}
    new["sections-6-slug"] = "che-cosa-fare"
    new["sections-7-slug"] = "altro"
    assert save(staff, guide, **new).status_code == 302
    assert list(guide.sections.values_list("slug", flat=True))[4:] == [
        *("che-cosa-fare-2", "che-cosa-fare-3", "che-cosa-fare", "altro"),
    ]


def test_two_sections_that_somebody_gave_the_same_address_are_refused(staff, guide):
    same = {"sections-0-slug": "uguale", "sections-1-slug": "uguale"}
    assert save(staff, guide, **same).status_code == 200
    assert "uguale" not in guide.sections.values_list("slug", flat=True)


def test_a_new_guide_whose_address_nobody_wrote_gets_one_from_its_title(staff):
    topic, author = a_topic(), an_author()
    a_guide(slug="il-pacco")
    form = filled_form(staff.get("/admin/guides/guide/add/"))
    assert form["verified_on"] == timezone.localdate().isoformat()
    form |= {"title": "Il pacco", "slug": "", "summary": "S", "topic": topic.pk}
    form |= {"author": author.pk, "introduction": "Vedi [il sito](www.esempio.it/a)."}
    staff.post("/admin/guides/guide/add/", form | {"_continue": "1"})
    guide = Guide.objects.get(title="Il pacco")
    assert guide.slug == "il-pacco-2"
    assert guide.introduction == "Vedi [il sito](https://www.esempio.it/a)."
    again = filled_form(staff.get("/admin/guides/guide/add/"))
    assert again["author"] == str(author.pk)
