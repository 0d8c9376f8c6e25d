"""Comments come with their threads, dates and states; nobody is written to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.comments.follower import Follower
from guides.comments.models import Comment
from guides.guide.models import Guide
from guides.mail.models import Letter
from guides.moderation.contributors import Contributor, author_key
from guides.privacy.retention import forget_old_data
from guides.wordpress.models import ImportedComment
from tests.wordpress.exports import a_comment, a_post, an_export, bring_in

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.now() - timedelta(days=1)


def recent(number: int, text: str, **said) -> str:
    return a_comment(
        number, text, date_gmt=f"{YESTERDAY.astimezone(UTC):%Y-%m-%d %H:%M:%S}", **said
    )


def under_a_post(tmp_path, *comments: str, flags=("--publish",)):
    return bring_in(an_export(tmp_path, a_post(1, more="".join(comments))), *flags)


def words() -> list[tuple]:
    rows = Comment.objects.order_by("thread_number", "reply_number", "pk")
    return [(c.text, c.depth, c.state) for c in rows]


def test_a_thread_stays_a_thread_whatever_the_order_in_the_file(tmp_path, client):
    under_a_post(
        tmp_path,
        a_comment(5, "Quarta", parent="4"), a_comment(4, "Terza", parent="3"),
        a_comment(3, "Seconda", parent="2"), a_comment(2, "Prima"), a_comment(6, "Altra"),
    )  # fmt: skip
    assert words() == [
        ("Prima", 1, "approved"), ("Seconda", 2, "approved"), ("Terza", 3, "approved"),
        ("Quarta", 3, "approved"), ("Altra", 1, "approved"),
    ]  # fmt: skip
    assert Comment.objects.get(text="Quarta").answers.text == "Terza"
    page = client.get("/guide/articolo-1/").content.decode()
    assert all(said in page for said, *_ in words())
    assert "4 maggio 2019" in page


def test_each_state_is_where_it_belongs(tmp_path, admin_client):
    said = under_a_post(
        tmp_path,
        a_comment(1, "Pubblico"), a_comment(2, "In attesa", approved="0"),
        recent(3, "Spam di ieri", approved="spam"), a_comment(4, "Spam vecchio", approved="spam"),
        recent(5, "Cestino di ieri", approved="trash"), a_comment(6, "Cestino", approved="trash"),
        a_comment(7, "Un link di qua", type="pingback"), a_comment(8, " ", approved="1"),
    )  # fmt: skip
    assert {(text, state) for text, _, state in words()} == {
        ("Pubblico", "approved"), ("In attesa", "waiting"), ("Spam di ieri", "spam"),
        ("Cestino di ieri", "rejected"),
    }  # fmt: skip
    assert "Commenti: 4 portati, 4 lasciati fuori." in said
    queue = admin_client.get(reverse("admin:guides_queueitem_changelist")).content.decode()
    assert "In attesa" in queue
    assert "Spam di ieri" not in queue
    assert not any(report for report in forget_old_data(dry_run=True).values())


def test_one_that_waits_is_decided_like_any_other(tmp_path, client, editor):
    under_a_post(tmp_path, a_comment(1, "Chiedo", approved="0"),
                 a_comment(2, "E io", approved="0", parent="1"))  # fmt: skip
    for comment in Comment.objects.order_by("pk"):
        comment.approve(by=editor)
    assert [depth for _, depth, _ in words()] == [1, 2]
    assert "Chiedo" in client.get("/guide/articolo-1/").content.decode()
    assert not Letter.objects.exists()


def test_an_answer_to_what_is_not_public_stands_by_itself(tmp_path):
    under_a_post(tmp_path, a_comment(1, "Nascosto", approved="0"),
                 a_comment(2, "Risposta", parent="1"),
                 a_comment(3, "Persa", parent="99"))  # fmt: skip
    assert ("Risposta", 1, "approved") in words()
    assert ("Persa", 1, "approved") in words()


def test_nothing_of_a_draft_is_read_until_it_is_published(tmp_path, client):
    under_a_post(tmp_path, a_comment(1, "Il mio parere"), flags=())
    comment = Comment.objects.get()
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert client.get("/guide/articolo-1/commenti.xml").status_code == 404
    Guide.objects.get().publish(by=None)
    assert "Il mio parere" in client.get("/guide/articolo-1/").content.decode()


def test_the_hash_stays_and_the_address_only_as_long_as_the_settings_keep_it(tmp_path):
    who = {"author_email": "Bruno@Posta.example", "author_IP": "203.0.113.9"}
    under_a_post(tmp_path, a_comment(1, "Vecchio", **who), recent(2, "Nuovo", **who),
                 a_comment(3, "Senza", author_email="non è un indirizzo", author=""))  # fmt: skip
    named = {comment.text: comment for comment in Comment.objects.all()}
    old, new, without = named["Vecchio"], named["Nuovo"], named["Senza"]
    assert (old.author_email, new.author_email) == ("", "Bruno@posta.example")
    assert old.network == new.network == ""
    assert new.email_confirmed_at is None
    key = author_key("bruno@posta.example")
    assert old.queue_item.contributor_id == new.queue_item.contributor_id == key
    assert Contributor.objects.get(key=key).approved == 2
    assert without.author_name == "Anonimo"
    assert without.queue_item.contributor is None


def test_it_says_how_it_came_and_keeps_its_own_date(tmp_path):
    under_a_post(tmp_path, a_comment(1, "Mio", user_id="1"))
    comment = Comment.objects.get()
    assert comment.submitted_at == comment.decided_at == datetime(2019, 5, 4, 8, tzinfo=UTC)
    assert comment.is_editors
    assert comment.queue_item.decided_at == comment.decided_at
    assert "importazione da WordPress" in comment.queue_item.decisions.get().rule


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("Ciao &amp; grazie,\n\nBruno", "Ciao & grazie,\n\nBruno"),
        ("<p>Uno</p><p>Due<br/>tre</p>", "Uno\n\nDue\ntre"),
        ("<a href='https://x.example/a'>Qui</a>, <a href='https://y.it'>https://y.it</a>",
         "Qui (https://x.example/a), https://y.it"),
        ("<script>alert(1)</script><b>Forte</b>", "Forte"),
    ],
)  # fmt: skip
def test_its_words_are_plain(tmp_path, html, plain):
    under_a_post(tmp_path, a_comment(1, html))
    assert Comment.objects.get().text == plain


def test_one_too_long_is_cut_and_said(tmp_path):
    said = under_a_post(tmp_path, a_comment(1, "parola " * 2_000, author="Nome " * 40))
    comment = Comment.objects.get()
    comment.full_clean(exclude=["queue_item"])
    assert comment.text.endswith("…")
    assert "1 accorciati" in said


def test_a_second_run_adds_only_new_ones_and_tells_nobody(tmp_path):
    under_a_post(tmp_path, a_comment(1, "Uno"), a_comment(2, "Due", parent="1"))
    first = Comment.objects.get(text="Uno")
    Follower.objects.create(
        discussion=first.discussion, email="segue@posta.example", email_confirmed_at=timezone.now()
    )
    Comment.objects.get(text="Due").erase()
    said = under_a_post(tmp_path, a_comment(1, "Uno"), a_comment(2, "Due", parent="1"),
                        a_comment(3, "Tre", parent="1"))  # fmt: skip
    assert "Commenti: 1 portati." in said
    assert not Letter.objects.exists()
    assert [(text, depth) for text, depth, _ in words()] == [("Uno", 1), ("", 2), ("Tre", 2)]
    first.discussion.refresh_from_db()
    assert first.discussion.public_comments == 2


def test_one_that_was_forgotten_does_not_come_back(tmp_path):
    under_a_post(tmp_path, recent(1, "Spam", approved="spam"))
    Comment.objects.get().delete()
    under_a_post(tmp_path, recent(1, "Spam", approved="spam"))
    assert not Comment.objects.exists()
    assert ImportedComment.objects.count() == 1
