"""Every page of the desk, as each group, as the site runs: each request its own transaction.

A test's own transaction hides what fails outside one; a form posted with one new row hides what
fails with two.
"""

import itertools

import pytest
from django.contrib import admin

from tests.desk.every_form import PEOPLE, SAVED, address, filled, may, somebody

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {page.opts.label: page for page in admin.site._registry.values()}
# How many rows break a form does not hang on who fills it in: a group has none, and two at once.
ROWS = {"amministratore": (0, 1, 2, 5), "Redazione": (0, 2), "Moderazione": (0, 2)}
NOT_THERE = ("987654321", "2147483648", "9" * 23, "abc", "-1")
REFUSED = (302, 403, 404, 405)


@pytest.fixture(params=sorted(PAGES))
def kept(request):
    return PAGES[request.param]


@pytest.fixture(params=PEOPLE)
def who(request):
    return somebody(request.param)


@pytest.fixture
def numbers_of_rows(who):
    user, _ = who
    return ROWS[user.username.partition("-")[0]]


def errors(response) -> str:
    """What a form that came back says."""
    if response.status_code != 200:
        return f"status {response.status_code}"
    form = response.context["adminform"].form
    groups = [g.formset for g in response.context["inline_admin_formsets"]]
    return f"{form.errors} {[(g.errors, g.non_form_errors()) for g in groups]}"


def test_a_new_record_is_saved_with_any_number_of_rows(kept, who, numbers_of_rows):
    user, client = who
    if not may(kept, "add", user):
        if where := address(kept, "add"):
            assert client.get(where).status_code == client.post(where, {}).status_code == 403
        return
    for rows in numbers_of_rows:
        response = client.get(address(kept, "add"))
        assert response.status_code == 200
        fields, inlines = filled(response, kept, rows=rows)
        before = kept.model.objects.count(), [model.objects.count() for model in inlines]
        saved = client.post(address(kept, "add"), fields)
        assert saved.status_code == 302, f"{rows} rows: {errors(saved)}"
        after = kept.model.objects.count(), [model.objects.count() for model in inlines]
        assert after == (before[0] + 1, [count + rows for count in before[1]])
        if not may(kept, "add", user):  # there is one record of its kind
            return


def test_a_saved_record_is_saved_again_with_any_number_of_new_rows(kept, who, numbers_of_rows):
    user, client = who
    record = SAVED[kept.opts.label]()
    where = address(kept, "change", record.pk)
    if where is None:
        return
    if not may(kept, "change", user, record):
        expected = 200 if may(kept, "view", user, record) else 403
        assert client.get(where).status_code == expected
        assert client.post(where, {}).status_code in (403, 405)
        return
    for rows in numbers_of_rows:
        response = client.get(where)
        assert response.status_code == 200
        fields, inlines = filled(response, kept, rows=rows)
        before = [model.objects.count() for model in inlines]
        saved = client.post(where, fields)
        assert saved.status_code == 302, f"{rows} rows: {errors(saved)}"
        assert [model.objects.count() for model in inlines] == [count + rows for count in before]


def test_the_list_is_shown_searched_and_the_history_read(kept, who):
    user, client = who
    record = SAVED[kept.opts.label]()
    right = (200, 302) if may(kept, "view", user) else (403,)
    for asked in ("", "?q=prova", "?q=d%27accordo+%22%C3%A8%22", "?p=2", "?o=1"):
        status = client.get(address(kept, "changelist") + asked).status_code
        assert status in right, asked
    if where := address(kept, "history", record.pk):
        assert client.get(where).status_code == (200 if may(kept, "view", user) else 403)


def test_a_record_is_deleted_or_refused_in_good_order(kept, who):
    user, client = who
    record = SAVED[kept.opts.label]()
    where = address(kept, "delete", record.pk)
    if where is None:
        return
    allowed = (200, 302) if may(kept, "delete", user, record) else (403,)
    assert client.get(where).status_code in allowed
    assert client.post(where, {"post": "yes"}).status_code in allowed


def test_what_is_done_to_many_at_once_is_done_or_refused_in_good_order(kept, who):
    user, client = who
    records = [SAVED[kept.opts.label]() for _ in range(2)]
    where = address(kept, "changelist")
    if not may(kept, "view", user):
        assert client.post(where, {"action": "delete_selected"}).status_code in (403, 405)
        return
    request = client.get(where).wsgi_request
    for action in kept.get_actions(request):
        chosen = {"action": action, "_selected_action": [record.pk for record in records]}
        assert client.post(where, chosen).status_code in (200, 302)
        assert client.post(where, chosen | {"post": "yes"}).status_code in (200, 302)


def test_what_is_not_there_is_said_and_is_no_error(kept, who):
    """Deleted meanwhile, or an address with a slip of the pen."""
    user, client = who
    if not may(kept, "view", user):
        return
    acts = [act for act in ("change", "delete", "history") if address(kept, act, "1")]
    for act, key in itertools.product(acts, NOT_THERE if user.is_superuser else NOT_THERE[:1]):
        for asked in (client.get, client.post):
            assert asked(address(kept, act, key)).status_code in REFUSED, (act, key)
