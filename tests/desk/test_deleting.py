"""Deleting at the desk: done where it can be, else what holds it is said, and what to do."""

import pytest
from django.contrib import admin
from django.db.models import PROTECT, ProtectedError

from guides.desk.deleting import Deleting
from tests.desk.every_form import SAVED, may, somebody
from tests.desk.forms import desk_of
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.feedback.voting import many_votes
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["Redazione", "amministratore"])
def client(request):
    return somebody(request.param)[1]


def ask(client, record):
    return client.get(f"/admin/guides/{record._meta.model_name}/{record.pk}/delete/")


def delete(client, record):
    where = f"/admin/guides/{record._meta.model_name}/{record.pk}/delete/"
    return client.post(where, {"post": "yes"})


def is_there(record) -> bool:
    return type(record).objects.filter(pk=record.pk).exists()


def withdrawn(guide, editor):
    guide.withdraw(by=editor, because="La legge è cambiata.")
    return guide


def test_a_draft_is_deleted_and_the_page_counts_what_goes_along(client):
    guide = a_guide(sections=[{"title": "Uno"}, {"title": "Due"}])
    assert "Sezioni (2)" in ask(client, guide).content.decode()
    assert delete(client, guide).status_code == 302
    assert not is_there(guide)


def test_a_withdrawn_guide_goes_with_its_votes(client, editor):
    guide = a_live_guide()
    many_votes(guide, useful=1, of=3)
    withdrawn(guide, editor)
    assert "Ti è stato utile? (3)" in ask(client, guide).content.decode()
    delete(client, guide)
    assert not is_there(guide)


@pytest.mark.parametrize("answered", [False, True])
def test_readers_comments_hold_a_guide_and_the_page_says_so(client, editor, answered):
    guide = a_live_guide()
    comment = public(a_comment(under=guide), by=editor)
    if answered:
        a_reply(comment)
    withdrawn(guide, editor)
    for page in (ask(client, guide), delete(client, guide)):
        text = page.content.decode()
        assert page.status_code == 200
        assert f"Commenti: {2 if answered else 1}" in text
        assert "Lasciala ritirata" in text
        assert "permess" not in text
        assert 'name="post"' not in text
    assert is_there(guide)


def test_no_code_deletes_a_guide_with_its_readers_comments(editor):
    guide = a_live_guide()
    a_comment(under=guide)
    withdrawn(guide, editor)
    with pytest.raises(ProtectedError):
        guide.delete()
    assert is_there(guide)


def test_a_topic_a_company_and_an_author_in_use_say_what_uses_them(client):
    company = a_company()
    guide = a_guide(title="Il pacco perso", company=company)
    story = a_story(topic=guide.topic, company=company, title="La mia storia")
    for used, also in ((guide.topic, story), (company, story), (guide.author, None)):
        for page in (ask(client, used), delete(client, used)):
            text = page.content.decode()
            assert "Il pacco perso" in text
            assert desk_of(guide) in text
            assert also is None or also.title in text
            assert "scegli prima un" in text
            assert "permess" not in text
        assert is_there(used)


def test_an_edition_of_the_past_holds_its_topic(client):
    guide = a_live_guide()
    old = guide.topic
    guide.topic = a_topic()
    guide.save()
    guide.publish(by=None)
    assert "Le edizioni già pubblicate restano" in delete(client, old).content.decode()
    assert is_there(old)


def test_of_many_together_none_goes_while_one_is_held(client):
    free, used = a_company(), a_company()
    a_guide(company=used)
    chosen = {"action": "delete_selected", "_selected_action": [free.pk, used.pk]}
    for post in ({}, {"post": "yes"}):
        text = client.post("/admin/guides/company/", chosen | post).content.decode()
        assert "Non si può eliminare tutto" in text
        assert "scegli prima un" in text
    assert is_there(free)
    assert is_there(used)
    client.post(
        "/admin/guides/company/",
        {"action": "delete_selected", "_selected_action": [free.pk], "post": "yes"},
    )
    assert not is_there(free)


def test_many_that_hold_are_counted_and_five_named(client):
    topic = a_topic()
    for n in range(7):
        a_guide(title=f"Guida numero {n}", topic=topic)
    text = ask(client, topic).content.decode()
    assert "Guide: 7" in text
    assert text.count("Guida numero") == 5
    assert "e altre 2" in text


def test_delete_is_offered_where_one_may_and_not_on_what_readers_see(client, editor):
    offered = "Elimina…"
    assert offered in client.get(desk_of(a_guide())).content.decode()
    live = a_live_guide()
    assert offered not in client.get(desk_of(live)).content.decode()
    assert offered in client.get(desk_of(withdrawn(live, editor))).content.decode()


def test_a_moderator_is_not_offered_to_delete_a_guide(editor):
    _, moderator = somebody("Moderazione")
    guide = a_guide()
    assert "Elimina…" not in moderator.get(desk_of(guide)).content.decode()
    assert delete(moderator, guide).status_code == 403
    assert is_there(guide)


def test_whatever_may_hold_a_record_its_page_says_what_to_do():
    mute = [
        page.opts.label
        for page in admin.site._registry.values()
        if isinstance(page, Deleting) and page.when_held == Deleting.when_held
        for relation in page.model._meta.related_objects
        if relation.on_delete is PROTECT
        and may(page, "delete", somebody("amministratore")[0], SAVED[page.opts.label]())
    ]
    assert not mute
