"""The history of a page of the desk says what really changed."""

import pytest

from tests.desk.forms import filled_form, save
from tests.factories import a_company, a_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return a_guide(sections=[{"title": title} for title in ("Uno", "Due", "Tre", "Quattro")])


def last_line(client, record) -> str:
    page = client.get(f"/admin/guides/{record._meta.model_name}/{record.pk}/history/")
    return page.context["action_list"].object_list[0].get_change_message()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"title": "Nuovo"}, "Cambiato: titolo."),
        ({"title": "N", "summary": "S"}, "Cambiato: titolo, sommario."),
        ({"sections-1-body": "Ecco."}, "Sezione «Due»: testo."),
        ({"sections-3-position": "1"}, "Cambiato l’ordine: sezioni."),
        ({"sections-1-DELETE": "on"}, "Tolto: sezione «Due»."),
        (
            {"sections-0-title": "Primo", "sections-0-position": "9"},
            "Sezione «Primo»: titolo. Cambiato l’ordine: sezioni.",
        ),
        (
            {"sections-TOTAL_FORMS": "5", "sections-4-title": "Cinque", "sections-4-level": "1"},
            "Aggiunto: sezione «Cinque».",
        ),
    ],
)
def test_a_guide_says_which_boxes_and_which_rows(staff, guide, changes, line):
    numbers = {f"sections-{n}-position": str(n + 1) for n in range(4)}  # as the script writes them
    save(staff, guide, **(numbers | changes))
    assert last_line(staff, guide) == line


def test_a_company_says_which_contact_and_not_those_that_were_only_counted(staff):
    company = a_company()
    for name in ("Uno", "Due", "Tre"):
        company.channels.create(kind="app", name=name, value="x", verified_on="2026-01-01")
    where = f"/admin/guides/company/{company.pk}/change/"
    fields = filled_form(staff.get(where), "company_form")
    fields |= {f"channels-{n}-position": str(n + 1) for n in range(3)}
    staff.post(where, fields | {"channels-1-cost": "gratuito"})
    assert last_line(staff, company) == "Contatto «Due: x»: costo."
