"""Who looks after a guide, and by when it is to be read again: at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.guide.models import Guide
from tests.desk.every_form import somebody
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAST, COMING = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def page(client, address: str = "") -> str:
    return client.get(f"/admin/{address}").content.decode()


def test_it_is_written_at_the_desk_and_readers_see_as_much_as_before(desk, anna):
    guide = a_live_guide()
    before = desk.get(guide.get_absolute_url()).content
    saved = save(desk, guide, owner=str(anna.pk), review_by="3/4/2031")
    assert saved.status_code == 302
    guide.refresh_from_db()
    assert (guide.owner, guide.review_by.isoformat()) == (anna, "2031-04-03")
    assert guide.state == "pubblicata"
    assert desk.get(guide.get_absolute_url()).content == before


def test_a_word_changed_together_with_them_is_a_change_for_readers(desk, anna):
    guide = a_live_guide()
    save(desk, guide, owner=str(anna.pk), summary="Altro.")
    assert Guide.objects.get(pk=guide.pk).state == "modificata"


def test_what_a_colleague_approved_stays_approved(desk, anna):
    guide, (elena, _) = a_guide(), somebody("Redazione")
    review = guide.ask_review(by=anna, of=elena)
    review.approve(by=elena, revision=guide.revision)
    save(desk, guide, owner=str(anna.pk))
    guide.refresh_from_db()
    assert guide.revision == 2
    assert guide.is_approved()


def test_of_two_who_save_at_once_neither_undoes_the_other(desk, anna):
    guide = a_live_guide()
    opened = filled_form(desk.get(desk_of(guide)))
    save(desk, guide, owner=str(anna.pk))
    save(desk, guide, opened=opened, summary="Altro.")
    held = filled_form(save(desk, guide, opened=opened, summary="Altro."))
    assert held["owner"] == str(anna.pk)
    assert held["summary"] == "Altro."


def test_who_works_here_no_more_is_not_offered_but_stays(desk, django_user_model):
    gone = django_user_model.objects.create_user("andata", is_staff=True, is_active=False)
    guide, other = a_guide(), a_guide(owner=gone)
    assert "andata" not in page(desk, f"guides/guide/{guide.pk}/change/")
    assert save(desk, other, summary="Altro.").status_code == 302
    assert Guide.objects.get(pk=other.pk).owner == gone


def test_the_first_page_counts_what_is_past_ones_own_first(desk, anna):
    a_live_guide(title="Domani", review_by=COMING)
    a_live_guide(title="Ritirata", review_by=PAST).withdraw(by=None, because="Vecchia.")
    assert "da rivedere, il giorno" not in page(desk)
    for n in range(4):
        a_live_guide(title=f"Di altri {n}", review_by=PAST - timedelta(days=9))
    a_live_guide(title="La mia", review_by=PAST, owner=anna)
    tasks = desk.get("/admin/").context["tasks"]
    (task,) = [task for task in tasks if task.name == "rivedere"]
    assert (task.number, task.items[0].words) == (5, "La mia")
    assert "Domani" not in page(desk, "guides/guide/?rivedere=adesso")
    assert page(desk, "guides/guide/?rivedere=adesso").count("Di altri") >= 4
    assert "Domani" not in page(desk, "guides/guide/?rivedere=senza")


def test_a_copy_and_a_restored_version_keep_them(desk, anna):
    guide = a_live_guide(owner=anna, review_by=COMING)
    copy = guide.duplicate(by=anna)
    assert (copy.owner, copy.review_by) == (anna, COMING)
    guide.restore(guide.live, by=anna, because="Prova.")
    guide.refresh_from_db()
    assert (guide.owner, guide.review_by) == (anna, COMING)


def test_a_guide_outlives_who_looked_after_it(anna):
    guide = a_guide(owner=anna)
    anna.delete()
    guide.refresh_from_db()
    assert guide.owner is None
