"""A guide of many sections and megabytes of text is saved; nobody else may send so much."""

import pytest
from django.test import Client

from tests.desk.forms import desk_of, filled_form
from tests.factories import a_company, a_guide

pytestmark = pytest.mark.django_db

MANY = 300
LONG = "Una riga di testo come tante altre, e lunga. " * 380  # 17 KB: 300 of them are 5 MB


def with_new_sections(fields: dict, many: int, body: str) -> dict:
    new = {"sections-TOTAL_FORMS": str(many)}
    for n in range(many):
        new |= {f"sections-{n}-title": f"Sezione {n}", f"sections-{n}-level": "1"}
        new |= {f"sections-{n}-{name}": "" for name in ("problem", "slug", "question", "id")}
        new |= {f"sections-{n}-position": str(n + 1), f"sections-{n}-body": body}
    return fields | new


def test_three_hundred_sections_and_five_megabytes_are_saved_and_saved_again(staff):
    guide = a_guide(sections=[])
    fields = filled_form(staff.get(desk_of(guide)))
    assert staff.post(desk_of(guide), with_new_sections(fields, MANY, LONG)).status_code == 302
    assert guide.sections.count() == MANY
    assert guide.sections.last().body == LONG.strip()
    again = filled_form(staff.get(desk_of(guide))) | {"sections-299-body": "Ultima."}
    assert staff.post(desk_of(guide), again).status_code == 302
    assert guide.sections.last().body == "Ultima."


def test_one_text_too_long_among_many_is_said_beside_it_and_no_word_is_lost(staff):
    guide = a_guide(sections=[])
    fields = with_new_sections(filled_form(staff.get(desk_of(guide))), 120, "Testo.")
    fields["sections-70-body"] = "a" * 60_000
    page = staff.post(desk_of(guide), fields)
    assert page.status_code == 200
    rows = page.context["inline_admin_formsets"][0].formset
    assert [n for n, errors in enumerate(rows.errors) if errors] == [70]
    shown = filled_form(page)
    assert shown["sections-70-body"] == "a" * 60_000
    assert shown["sections-119-title"] == "Sezione 119"


def test_more_than_the_desk_reads_at_once_is_refused_in_italian(staff, settings):
    guide = a_guide(title="Com’era", sections=[])
    page = staff.post(desk_of(guide), {f"campo-{n}": "x" for n in range(20_100)})
    assert page.status_code == 413
    assert "Torna indietro con il browser" in page.content.decode()


def test_another_form_of_the_desk_may_have_many_rows_too(staff):
    company = a_company()
    where = f"/admin/guides/company/{company.pk}/change/"
    page = staff.get(where)
    assert 'enctype="multipart/form-data"' in page.content.decode()
    fields = filled_form(page, "company_form") | {"channels-TOTAL_FORMS": "150"}
    for n in range(150):
        row = {"kind": "app", "name": f"N {n}", "value": "x", "verified_on": "2026-11-22"}
        row |= dict.fromkeys(("position", "hours", "cost", "note", "id"), "")
        fields |= {f"channels-{n}-{name}": value for name, value in row.items()}
    assert staff.post(where, fields).status_code == 302
    assert company.channels.count() == 150


@pytest.mark.parametrize("where", ["/admin/guides/topic/add/", "/admin/login/"])
def test_who_has_not_signed_in_may_send_no_more_than_before(where):
    for fields in ({f"f{n}": "x" for n in range(1_100)}, {"f": "x" * 2_700_000}):
        assert Client().post(where, fields).status_code in (400, 405, 413)


def test_a_reader_with_an_account_that_is_not_staff_may_not_either(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lettrice"))
    fields = {f"f{n}": "x" for n in range(1_100)}
    assert client.post("/admin/guides/topic/add/", fields).status_code == 413
