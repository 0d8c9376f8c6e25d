"""The desk's first page: blocks by room, in Italian, only what one may use."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from guides.authors.models import Author
from guides.companies.models import Company
from guides.guide.forms import BesideField
from guides.guide.models import Guide
from guides.site.models import Page, SiteSettings
from guides.topics.models import Topic
from helpcentre.desk import BLOCKS

pytestmark = pytest.mark.django_db


def titles(client) -> list[str]:
    return [block["name"] for block in client.get("/admin/").context["app_list"]]


def test_the_blocks_follow_a_newsrooms_day(staff):
    assert titles(staff) == [title for title in BLOCKS if title in titles(staff)]
    assert titles(staff)[:3] == ["Guide", "Scadenze, lettere e percorsi", "Voci dei lettori"]
    assert "Persone" in titles(staff)


def test_one_sees_only_what_one_may_use(client, django_user_model):
    user = django_user_model.objects.create_user("r", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Redazione"))
    client.force_login(user)
    assert "Persone" not in titles(client)
    assert "Guide" in titles(client)


def test_an_account_without_a_group_is_told_whom_to_ask(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("n", password="x", is_staff=True))
    assert "nel gruppo «Redazione» o «Moderazione»" in client.get("/admin/").content.decode()


def test_the_apps_own_page_is_the_first_page(staff):
    assert staff.get("/admin/guides/")["Location"] == "/admin/"


@pytest.mark.parametrize("model", [Guide, Topic, Company, Author, Page, SiteSettings])
def test_each_field_says_what_it_does_on_the_page(rf, editor, model):
    request = rf.get("/")
    request.user = editor
    page = admin.site._registry[model]
    forms = [page.get_form(request)()]
    forms += [rows(instance=None).empty_form for rows, _ in page.get_formsets_with_inlines(request)]
    mute = [
        f"{type(form).__name__}.{name}"
        for form in forms
        for name, field in form.fields.items()
        if not field.help_text and not field.widget.is_hidden and name not in ("DELETE", "id")
        if not isinstance(field, BesideField)  # its words stand beside it: _scheduling.html
    ]
    assert not [name for name in mute if not name.endswith((".guide", ".site"))]
