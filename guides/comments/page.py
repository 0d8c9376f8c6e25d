"""One page of the threads under a guide or a story: one question, and one more for updates."""

from collections import defaultdict

from guides.comments.discussion import THREADS_A_PAGE, Discussion
from guides.comments.models import REPLIES_SHOWN, Comment
from guides.contributions.update import Update
from guides.prepared import Parameter, Prepared

_threads = Prepared(
    lambda: (
        Comment.objects.filter(discussion=Parameter("discussion"))
        .in_threads(Parameter("first"), Parameter("last"))
        .with_whom_it_answers()
    )
)
_updates = Prepared(
    lambda: (
        Update.objects.approved()
        .filter(
            comment__discussion=Parameter("discussion"),
            comment__thread_number__range=(Parameter("first"), Parameter("last")),
            comment__reply_number__lte=REPLIES_SHOWN,
        )
        .defer("verdict")
    )
)


def comments_on(discussion: Discussion, page: int) -> list[Comment]:
    """In reading order, each with its `public_updates`."""
    last = page * THREADS_A_PAGE
    threads = {"discussion": discussion.pk, "first": last - THREADS_A_PAGE + 1, "last": last}
    comments, added = _threads(**threads), defaultdict(list)
    if any(comment.has_updates for comment in comments):
        for update in _updates(**threads):
            added[update.comment_id].append(update)
    for comment in comments:
        comment.public_updates = added[comment.pk]
    return comments
