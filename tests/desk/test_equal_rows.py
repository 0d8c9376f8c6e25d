"""Two equal rows: what the database refuses is said in words of a person, at every form."""

import re

import pytest
from django.db import IntegrityError

from guides.topics.models import Topic
from tests.desk.every_form import address, filled, may, somebody
from tests.desk.test_every_form import PAGES

pytestmark = pytest.mark.django_db
A_MACHINES = re.compile(r"esiste già|già esistente|constraint|vincolo|unicità|unique", re.I)


@pytest.mark.parametrize("kept", [PAGES[name] for name in sorted(PAGES)], ids=sorted(PAGES))
def test_the_second_of_two_equal_rows_is_refused_in_a_persons_words(kept):
    user, client = somebody("amministratore")
    if not may(kept, "add", user):
        return
    where = address(kept, "add")
    fields, _ = filled(client.get(where), kept, rows=1)
    assert client.post(where, fields).status_code == 302
    again = client.post(where, fields)
    if again.status_code == 200:
        said = " ".join(sentences(again.context))
        assert said
        assert not A_MACHINES.search(said), said


def sentences(context) -> list[str]:
    form = context["adminform"].form
    said = [str(one) for errors in form.errors.values() for one in errors]
    for group in context["inline_admin_formsets"]:
        said += map(str, group.formset.non_form_errors())
        said += [str(e) for row in group.formset.errors for each in row.values() for e in each]
    return said


def test_what_was_saved_at_once_elsewhere_is_read_again(desk, monkeypatch):
    """The form found nothing wrong, and then the database refused it."""
    saves = []
    save = Topic.save

    def refused_once(self, *args, **kwargs):
        saves.append(self)
        if len(saves) == 1:
            raise IntegrityError("a name that was saved meanwhile")
        save(self, *args, **kwargs)

    monkeypatch.setattr(Topic, "save", refused_once)
    fields = {"name": "Viaggi", "slug": "viaggi", "description": "In treno.", "position": "0"}
    page = desk.post("/admin/guides/topic/add/", fields)
    assert page.status_code == 302, page.context["adminform"].form.errors
    assert (len(saves), Topic.objects.filter(slug="viaggi").count()) == (2, 1)
