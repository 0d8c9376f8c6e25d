"""The desk's first page: what there is to do, for whoever is signed in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from guides.feedback.votes import SectionVote
from guides.guide.models import Guide
from guides.guide.review.models import Review
from guides.guide.schedule.models import Schedule
from guides.mail.models import Letter
from guides.moderation.item import QueueItem
from guides.questions.models import SearchQuestion
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact
from tests.reading import text_of, tree_of
from tests.voices import a_comment

pytestmark = pytest.mark.django_db

EVERYTHING = [
    *("attesa", "segnalati", "bozze", "modifiche", "revisioni", "rimandate", "mancate"),
    *("programmate", "fatti", "sezioni", "domande", "rifiutate", "ferme"),
]


def one_of(*groups: str, django_user_model) -> Client:
    user = django_user_model.objects.create_user("vera", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return signed_in(user)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def worked_on(guide, person) -> None:
    kind = ContentType.objects.get_for_model(Guide)
    LogEntry.objects.create(
        user=person, content_type=kind, object_id=guide.pk, object_repr="x", action_flag=CHANGE
    )


def a_schedule(guide, *, failed: bool, days: int = 2) -> Schedule:
    due = timezone.now() + timedelta(days=days)
    ended = {"state": Schedule.State.FAILED, "ended_at": timezone.now(), "trouble": "Perché sì."}
    return Schedule.objects.create(
        guide=guide,
        act=Schedule.Act.WITHDRAW,
        due_at=due,
        wall_time=f"{due:%Y-%m-%dT%H:%M}",
        zone="Europe/Rome",
        **(ended if failed else {}),
    )


def so_many_of_each(number: int, person, other) -> None:
    now = timezone.now()
    QueueItem.objects.bulk_create(
        QueueItem(kind="comment", state=state, submitted_at=now, decided_at=at, flagged=bool(at))
        for state, at in (("waiting", None), ("approved", now))
        for _ in range(number)
    )
    for _ in range(number):
        draft, changed, back = a_guide(), a_live_guide(), a_guide()
        changed.revise()
        worked_on(draft, person), worked_on(changed, person)
        Review.objects.create(guide=draft, asked_by=other, asked_of=person, revision=1)
        Review.objects.create(
            *(),
            **{"guide": back, "asked_by": person, "asked_of": other, "revision": 1},
            **{"state": Review.State.SENT_BACK, "decided_by": other},
        )
        a_schedule(draft, failed=True), a_schedule(changed, failed=False)
        fails(changed, "no", "no", "no")
        a_fact(doubt="Forse è cambiato.")
        SearchQuestion.objects.create(text=f"Dove {uuid4()}", key=str(uuid4()), told=1)
        a_letter(Letter.State.REFUSED), a_letter(Letter.State.QUEUED)


def fails(guide, *votes: str) -> None:
    section = guide.live.sections.first()
    SectionVote.objects.bulk_create(
        SectionVote(
            edition=guide.live,
            section_uid=section.uid,
            day=timezone.localdate(),
            reader=f"{n}-{guide.pk}",
            useful=vote == "yes",
        )
        for n, vote in enumerate(votes)
    )


def a_letter(state: str) -> Letter:
    long_ago = timezone.now() - timedelta(hours=3)
    return Letter.objects.create(
        template="mail/x.txt", to="a@b.example", subject="x", state=state, due_at=long_ago,
        started_at=long_ago,
    )  # fmt: skip


def tasks(client) -> dict:
    return {task.name: task for task in client.get("/admin/").context["tasks"]}


def test_with_nothing_to_do_it_is_said_kindly_and_the_rest_is_below(staff):
    page = text_of(tree_of(staff.get("/admin/")))
    assert "Niente da fare" in page
    assert page.index("Niente da fare") < page.index("Voci dei lettori")


@pytest.mark.parametrize("number", [1, 2, 5])
def test_each_kind_of_work_has_its_number_in_the_order_of_the_day(editor, anna, number):
    so_many_of_each(number, editor, anna)
    found = tasks(signed_in(editor))
    assert list(found) == EVERYTHING
    assert {int(task.number) for task in found.values()} == {number}


def test_forty_of_each_ask_no_more_of_the_database_than_two(
    editor, anna, django_assert_max_num_queries
):
    staff = signed_in(editor)
    so_many_of_each(2, editor, anna)
    staff.get("/admin/")
    with django_assert_max_num_queries(60) as few:
        staff.get("/admin/")
    so_many_of_each(38, editor, anna)
    with django_assert_max_num_queries(len(few)):
        page = staff.get("/admin/")
    assert {int(task.number) for task in page.context["tasks"]} <= {20, 40}
    assert len(page.content) < 60_000


@pytest.mark.parametrize(
    ("groups", "sees"),
    [
        (["Moderazione"], ["attesa", "segnalati", "rifiutate", "ferme"]),
        (["Redazione"], EVERYTHING[2:-2]),
        (["Redazione", "Moderazione"], EVERYTHING),
        ([], []),
    ],
)
def test_each_sees_the_work_that_is_theirs_to_do(django_user_model, anna, groups, sees):
    client = one_of(*groups, django_user_model=django_user_model)
    so_many_of_each(1, client.user, anna)
    assert list(tasks(client)) == sees
    assert list(client.get("/admin/lavoro/").json()) == sees


def test_the_work_of_a_colleague_is_not_mine(editor, anna):
    so_many_of_each(1, editor, anna)
    found = tasks(signed_in(anna))
    assert not {"bozze", "modifiche", "revisioni", "rimandate"} & set(found)
    assert "programmate" in found


def test_every_line_leads_where_the_work_is_done(editor, anna):
    so_many_of_each(2, editor, anna)
    staff = signed_in(editor)
    for task in tasks(staff).values():
        for address in [task.address, *(item.address for item in task.items)]:
            assert staff.get(address, follow=True).status_code == 200, address


def test_it_says_how_long_the_oldest_has_waited(editor):
    item = a_comment().queue_item
    type(item).objects.update(submitted_at=timezone.now() - timedelta(days=3, hours=1))
    assert "La più vecchia aspetta da 3\xa0giorni." in tasks(signed_in(editor))["attesa"].note
    type(item).objects.update(submitted_at=timezone.now())
    note = tasks(signed_in(editor))["attesa"].note
    assert "La più vecchia aspetta da meno di un minuto." in note  # agrees with either gender


def test_a_section_that_helps_most_readers_is_no_work(editor):
    guide = a_live_guide()
    fails(guide, "no", "no", "no", "yes", "yes", "yes")
    assert "sezioni" not in tasks(signed_in(editor))


def test_what_is_scheduled_for_later_than_a_week_can_wait(editor):
    a_schedule(a_live_guide(), failed=False, days=8)
    assert "programmate" not in tasks(signed_in(editor))


def test_my_last_guides_stand_on_the_page_newest_first(editor, anna):
    first, second, others = a_guide(), a_live_guide(), a_guide()
    worked_on(first, editor), worked_on(second, editor), worked_on(others, anna)
    assert signed_in(editor).get("/admin/").context["my_guides"] == [second, first]
