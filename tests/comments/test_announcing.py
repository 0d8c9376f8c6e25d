"""A comment is announced to all who follow, some at a time, whoever dies meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.comments import announcing
from guides.comments.announcing import Announcement, notify_followers
from guides.comments.follower import Follower
from guides.mail.models import Letter
from guides.privacy.retention import forget_old_data
from tests.comments.test_following import follow, letters, path_in
from tests.factories import a_live_guide
from tests.telling import tell_everybody
from tests.voices import a_comment, public

pytestmark = pytest.mark.django_db


def followers(discussion, number: int) -> None:
    Follower.objects.bulk_create(
        Follower(
            discussion=discussion,
            email=f"l{n}@posta.example",
            email_confirmed_at=timezone.now() - timedelta(hours=1),
        )
        for n in range(number)
    )


def told() -> int:
    """How many heard of a new comment; fails when somebody heard twice."""
    new = Letter.objects.filter(template="comments/emails/new_comment.txt")
    assert new.values("to").distinct().count() == new.count()
    return new.count()


def test_an_approval_costs_the_same_with_a_thousand_followers(editor):
    def cost(number: int) -> int:
        comment = a_comment(under=a_live_guide())
        followers(comment.discussion, number)
        with CaptureQueriesContext(connection) as queries:
            comment.approve(by=editor)
        return len(queries)

    cost(0)  # the spam guard's first lesson
    assert cost(1) == cost(1_000)
    assert told() == 0  # the letters are the worker's


def test_all_are_told_batch_after_batch(editor, monkeypatch):
    monkeypatch.setattr(announcing, "BATCH", 3)
    comment = a_comment()
    followers(comment.discussion, 10)
    public(comment, by=editor)
    tell_everybody()
    assert told() == 10
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("dies_at", [1, 3, 4, 5, 10])
def test_a_worker_that_dies_loses_no_letter_and_writes_none_twice(editor, monkeypatch, dies_at):
    monkeypatch.setattr(announcing, "BATCH", 3)
    monkeypatch.setattr(announcing, "GRACE", timedelta(0))
    comment = a_comment()
    followers(comment.discussion, 10)
    public(comment, by=editor)
    written, write = [], announcing.emails.new_comment

    def die(follower, comment):
        written.append(follower)
        if len(written) == dies_at:
            raise KeyboardInterrupt
        write(follower, comment)

    with monkeypatch.context() as dying:
        dying.setattr(announcing.emails, "new_comment", die)
        with pytest.raises(KeyboardInterrupt):
            notify_followers.func(comment.pk)
    announcing.DBTaskResult.objects.all().delete()  # the killed task is gone
    assert announcing.resume.func() == 1
    tell_everybody()
    assert told() == 10


def test_nobody_is_told_of_a_comment_taken_down_meanwhile_until_it_is_back(editor):
    comment = a_comment()
    followers(comment.discussion, 2)
    public(comment, by=editor)
    comment.undo(by=editor)
    tell_everybody()
    assert told() == 0
    comment.approve(by=editor)
    announcing.Announcement.objects.update(begun_at=timezone.now() - timedelta(minutes=2))
    announcing.resume.func()
    tell_everybody()
    assert told() == 2


def test_an_announcement_of_what_never_comes_back_has_an_end(editor):
    comment = public(a_comment(), by=editor)
    comment.undo(by=editor)
    forget_old_data(now=timezone.now() + timedelta(days=15))
    assert not Announcement.objects.exists()


def test_who_confirms_after_a_comment_came_is_told_of_it_at_once(client, editor):
    guide = a_live_guide()
    public(a_comment(under=guide), by=editor)  # before anybody asked
    follow(client, guide)
    address = path_in(letters("follow")[0], "segui")
    first = public(a_comment(under=guide), by=editor)
    last = public(a_comment(under=guide), by=editor)
    assert told() == 0
    assert "te lo abbiamo appena scritto" in client.post(address).content.decode()
    [letter] = letters("new_comment")
    assert last.get_absolute_url() in letter.text
    assert first.get_absolute_url() not in letter.text
    client.post(address)
    assert len(letters("new_comment")) == 1


def test_who_confirms_when_nothing_came_has_no_letter(client, editor):
    guide = a_live_guide()
    public(a_comment(under=guide), by=editor)
    follow(client, guide)
    client.post(path_in(letters("follow")[0], "segui"))
    assert letters("new_comment") == []


def test_a_link_that_was_revoked_says_so_here_too(client):
    follow(client, a_live_guide())
    address = path_in(letters("follow")[0], "segui")
    Follower.objects.get().revoke_links()
    assert client.get(address).status_code == 410


def test_nobody_follows_for_ever(client):
    follow(client, a_live_guide())
    client.post(path_in(letters("follow")[0], "segui"))
    forget_old_data(now=timezone.now() + timedelta(days=731))
    assert not Follower.objects.exists()
