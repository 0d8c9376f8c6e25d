"""Where one is at the desk, and the records of which there is one."""

import pytest

from guides.moderation.preferences import ModerationSettings
from guides.site.models import SiteSettings
from tests.factories import a_guide, a_live_guide
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db

ONE_RECORD = {"sitesettings": SiteSettings, "moderationsettings": ModerationSettings}


def crumbs(client, address: str) -> list[str]:
    page = tree_of(client.get(f"/admin/guides/{address}"))
    (trail,) = [e for e in page.iter("div") if e.get("class") == "breadcrumbs"]
    return [crumb.strip() for crumb in text_of(trail).split("›")]


def test_the_trail_says_what_kind_of_thing_which_one_and_what_is_done_with_it(staff):
    draft, live = a_guide(title="Bozza"), a_live_guide(title="Pacco perso")
    assert crumbs(staff, "guide/") == ["Scrivania", "Guide"]
    assert crumbs(staff, "guide/add/") == ["Scrivania", "Guide", "Aggiungi guida"]
    assert crumbs(staff, f"guide/{live.pk}/change/") == ["Scrivania", "Guide", "Pacco perso"]
    assert crumbs(staff, f"guide/{live.pk}/ritira/") == [
        *("Scrivania", "Guide", "Pacco perso", "Ritira la guida")
    ]
    assert crumbs(staff, f"guide/{draft.pk}/delete/")[:3] == ["Scrivania", "Guide", "Bozza"]
    assert crumbs(staff, f"guide/{live.pk}/history/")[:3] == ["Scrivania", "Guide", "Pacco perso"]
    assert crumbs(staff, "sectionvote/") == ["Scrivania", "Le sezioni che non hanno aiutato"]


@pytest.mark.parametrize("name", ONE_RECORD)
def test_where_there_is_one_record_it_opens_at_once(staff, name):
    model, address = ONE_RECORD[name], f"/admin/guides/{name}/"
    model.objects.all().delete()
    assert staff.get(address).url == f"{address}1/change/"  # it is made when it is opened
    record = model.objects.get(pk=1)
    assert staff.get(f"{address}add/").status_code == 403
    assert staff.post(f"{address}{record.pk}/delete/").status_code == 403


def test_whoever_may_only_read_is_not_led_to_a_refusal(client, django_user_model):
    from django.contrib.auth.models import Permission

    reader = django_user_model.objects.create_user("lia", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_moderationsettings"))
    client.force_login(reader)
    ModerationSettings.objects.all().delete()
    page = client.get("/admin/guides/moderationsettings/", follow=True)
    assert page.status_code == 200
