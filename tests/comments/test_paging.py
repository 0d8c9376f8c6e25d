"""Twenty threads a page, addresses that never move, the same cost at ten and at ten thousand."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.comments.discussion import Discussion
from guides.comments.models import Comment
from guides.contributions.update import Update
from guides.moderation.item import QueueItem
from tests.factories import a_live_guide
from tests.reading import body
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db


def many_comments(guide, number: int) -> None:
    """Public threads by the thousand: the rows that the verbs would have written."""
    now = timezone.now()
    discussion = Discussion.objects.under(guide)
    row = {"state": "approved", "submitted_at": now, "decided_at": now}
    items = QueueItem.objects.bulk_create(QueueItem(kind="comment", **row) for _ in range(number))
    Comment.objects.bulk_create(
        Comment(
            discussion=discussion,
            queue_item=item,
            author_name="Tizia",
            text=f"Commento numero {n}.",
            thread_number=n,
            submission_id=uuid.uuid4(),
            **row,
        )
        for n, item in enumerate(items, start=1)
    )
    Discussion.objects.filter(pk=discussion.pk).update(last_thread=number)
    discussion.recount()


@pytest.fixture
def guide():
    return a_live_guide(slug="pacco")


def test_the_twenty_first_thread_is_on_the_second_page(client, guide):
    many_comments(guide, 21)
    first, second = client.get("/guide/pacco/"), client.get("/guide/pacco/commenti/2/")
    assert "Commento numero 20." in body(first)
    assert "Commento numero 21." not in body(first)
    assert '"/guide/pacco/commenti/2/"' in body(first)
    assert "Commento numero 21." in body(second)
    assert "(21)" in body(second)
    assert client.get("/guide/pacco/commenti/3/").status_code == 404
    assert client.get("/guide/pacco/commenti/0/").status_code == 404
    assert client.get("/guide/pacco/commenti/1/")["Location"] == "/guide/pacco/#commenti"


def test_a_comments_own_address_leads_to_its_page_whatever_is_removed(client, guide, editor):
    many_comments(guide, 40)
    last = Comment.objects.get(thread_number=35)
    place = f"/guide/pacco/commenti/2/#commento-{last.pk}"
    assert client.get(f"/commenti/{last.pk}/")["Location"] == place
    for comment in Comment.objects.filter(thread_number__lte=15):
        comment.take_back()
    assert client.get(f"/commenti/{last.pk}/")["Location"] == place
    assert f'id="commento-{last.pk}"' in body(client.get("/guide/pacco/commenti/2/"))


def test_further_pages_follow_the_guide_to_its_new_address(client, guide, editor):
    many_comments(guide, 21)
    guide.refresh_from_db()
    guide.slug = "pacchi"
    guide.save()
    guide.publish(by=editor)
    moved = client.get("/guide/pacco/commenti/2/")
    assert (moved.status_code, moved["Location"]) == (301, "/guide/pacchi/commenti/2/")


def test_a_story_has_pages_of_comments_too(client, editor):
    story = public(a_story(), by=editor)
    many_comments(story, 21)
    assert "Commento numero 21." in body(client.get(f"{story.get_absolute_url()}commenti/2/"))
    story.undo(by=editor)
    assert client.get(f"{story.get_absolute_url()}commenti/2/").status_code == 404


def test_ten_thousand_comments_cost_the_queries_of_ten(client, guide):
    other = a_live_guide(slug="altra")
    many_comments(guide, 10_000)
    many_comments(other, 10)
    counts = []
    for address in ("/guide/altra/", "/guide/pacco/", "/guide/pacco/commenti/500/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[2] <= counts[0]
    about_comments = [q["sql"] for q in queries if "guides_comment" in q["sql"]]
    assert len(about_comments) == 1


def test_updates_cost_one_query_however_many_comments_have_them(client, guide, editor):
    counts = []
    for _ in range(2):
        comments = [public(a_comment(under=guide), by=editor) for _ in range(3)]
        for comment in comments:
            update = Update(comment=comment, text="Rimborsata.", author_name="Tizia").submit()
            update.approve(by=editor)
        with CaptureQueriesContext(connection) as queries:
            page = body(client.get("/guide/pacco/"))
        counts.append(len([q for q in queries if 'FROM "guides_update"' in q["sql"]]))
    assert page.count("Rimborsata.") == 6
    assert counts == [1, 1]


def test_answers_go_three_deep_and_then_say_whom_they_answer(client, guide, editor):
    root = public(a_comment(under=guide), by=editor)
    second = public(a_reply(root), by=editor)
    third = public(a_reply(second, author_name="Calliope"), by=editor)
    fourth = public(a_reply(third, text="Dico a te."), by=editor)
    assert [c.depth for c in (root, second, third, fourth)] == [1, 2, 3, 3]
    assert (fourth.parent, fourth.answers) == (second, third)
    page = body(client.get("/guide/pacco/"))
    assert (
        f'in risposta a <a href="#commento-{third.pk}"><bdi translate="no">Calliope</bdi></a>'
        in page
    )


def test_a_long_thread_shows_five_answers_and_links_to_the_others(client, guide, editor):
    root = public(a_comment(under=guide), by=editor)
    answers = [public(a_reply(root, text=f"Risposta {n}."), by=editor) for n in range(1, 6)]
    others = f'"/commenti/{root.pk}/risposte/1/"'
    assert others not in body(client.get("/guide/pacco/"))
    answers.append(public(a_reply(root, text="Risposta 6."), by=editor))
    page = body(client.get("/guide/pacco/"))
    assert "Risposta 5." in page
    assert "Risposta 6." not in page
    assert others in page
    assert "Risposta 6." in body(client.get(f"/commenti/{root.pk}/risposte/1/"))
    place = client.get(f"/commenti/{answers[-1].pk}/")["Location"]
    assert place == f"/commenti/{root.pk}/risposte/1/#commento-{answers[-1].pk}"
    assert client.get(f"/commenti/{root.pk}/risposte/2/").status_code == 404


def many_replies(root: Comment, above: Comment, numbers: range) -> None:
    """Public answers to `above`, as the verbs would have written them."""
    row = dict.fromkeys(("submitted_at", "decided_at"), timezone.now()) | {"state": "approved"}
    items = QueueItem.objects.bulk_create(QueueItem(kind="comment", **row) for _ in numbers)
    Comment.objects.bulk_create(
        Comment(
            discussion=root.discussion,
            queue_item=item,
            author_name="Caio",
            text=f"Risposta {n}.",
            parent=above,
            answers=above,
            thread=root,
            depth=above.depth + 1,
            thread_number=root.thread_number,
            reply_number=n,
            submission_id=uuid.uuid4(),
            **row,
        )
        for n, item in zip(numbers, items, strict=True)
    )


def test_a_long_quarrel_under_one_answer_is_read_to_its_end(client, guide, editor):
    """On its second page there is nothing that answers the thread itself."""
    root = public(a_comment(under=guide), by=editor)
    first = public(a_reply(root), by=editor)
    many_replies(root, first, range(2, 106))
    page = client.get(f"/commenti/{root.pk}/risposte/2/")
    assert page.status_code == 200
    assert "Risposta 105." in body(page)
    root.take_back()
    assert "Risposta 105." in body(client.get(f"/commenti/{root.pk}/risposte/2/"))


def test_the_other_answers_are_found_whichever_of_them_are_gone(client, guide, editor):
    root = public(a_comment(under=guide), by=editor)
    many_replies(root, root, range(1, 9))
    others = f'"/commenti/{root.pk}/risposte/1/"'
    Comment.objects.get(reply_number=6).forget()
    assert others in body(client.get("/guide/pacco/"))
    for comment in Comment.objects.filter(reply_number__in=range(6)):
        comment.take_back()  # the root and all that stood below it
    assert others in body(client.get("/guide/pacco/"))
    for comment in Comment.objects.filter(reply_number__in=(7, 8)):
        comment.take_back()
    assert others not in body(client.get("/guide/pacco/"))


def test_a_hundred_answers_cost_the_queries_of_ten(client, guide, editor):
    counts = []
    for number in (10, 100):
        root = public(a_comment(under=guide), by=editor)
        many_replies(root, root, range(1, number + 1))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/commenti/{root.pk}/risposte/1/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_no_page_of_answers_leads_to_one_without_any(client, guide, editor):
    root = public(a_comment(under=guide), by=editor)
    many_replies(root, root, range(1, 211))
    removed = Comment.objects.filter(reply_number__gt=100)
    removed.filter(reply_number__lte=200).update(state="withdrawn")
    second = f"/commenti/{root.pk}/risposte/2/"
    assert second in body(client.get(f"/commenti/{root.pk}/risposte/1/"))
    assert f"/commenti/{root.pk}/risposte/3/" in body(client.get(second))
    removed.update(state="withdrawn")
    assert second not in body(client.get(f"/commenti/{root.pk}/risposte/1/"))
    assert client.get(second).status_code == 404


def test_the_database_refuses_a_discussion_under_two_things_or_none():
    guide, story = a_live_guide(), a_story()
    for places in ({"guide": guide, "story": story}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Discussion.objects.create(**places)


def test_the_database_refuses_a_fourth_level(guide):
    comment = a_comment(under=guide)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(depth=4)
