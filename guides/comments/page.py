"""One page of the threads under a guide or a story: one question, and one more for updates."""

from collections import defaultdict

from guides.comments.discussion import THREADS_A_PAGE, Discussion
from guides.comments.models import REPLIES_SHOWN, Comment
from guides.comments.threads import Branch, build_tree
from guides.contributions.update import Update
from guides.pages.prepared import Parameter, Prepared


def threads_on(discussion: Discussion, page: int) -> list[Branch]:
    """The threads in reading order, each with its first replies and whether it has more."""
    last = page * THREADS_A_PAGE
    place = {"discussion": discussion.pk, "first": last - THREADS_A_PAGE + 1, "last": last}
    comments = _comments(**place)
    _add_updates(comments, place)
    return build_tree(comments)


def _add_updates(comments: list[Comment], place: dict) -> None:
    """Give each comment its `public_updates`."""
    added = defaultdict(list)
    if any(comment.has_updates for comment in comments):
        for update in _updates(**place):
            added[update.comment_id].append(update)
    for comment in comments:
        comment.public_updates = added[comment.pk]


_comments = Prepared(
    lambda: (
        Comment.objects.filter(discussion=Parameter("discussion"))
        .in_threads(Parameter("first"), Parameter("last"), replies=REPLIES_SHOWN)
        .for_reading()
        .with_has_more()
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
        .only("comment", "text", "submitted_at", "corrected_at")
    )
)
