"""Which rows and columns of what readers wrote may leave the site in a copy."""

from django.db.models import Q

from guides.archive.shapes import Rows
from guides.comments.models import Comment
from guides.moderation.states import State
from guides.spam.models import BlockedTerm
from guides.text.slugs import slug_of

# What readers wrote once and may be published still; spam and what was taken back never leave.
QUEUE = (State.WAITING, State.REJECTED)

MODERATED = ("state", "submitted_at", "decided_at", "author_name", "corrected_at", "queue_item")
GONE = ("taken_back_at", "erased_at", "has_updates")
STORY = (
    *("id", *MODERATED, *GONE, "title", "company", "typed_company", "topic", "text"),
    *("used_on", "asked", "answered", "outcome", "first_outcome", "has_proof"),
    *("verification", "company_answer", "company_answered_on", "edited_at"),
)
COMMENT = (
    *("id", *MODERATED, *GONE, "parent", "answers", "thread", "depth", "thread_number"),
    *("reply_number", "section_uid", "is_editors", "text", "announced_at"),
)
UPDATE = ("id", *MODERATED, "text", "outcome")
DECISION = (
    *("id", "item", "kind", "verb", "from_state", "to_state", "agent", "actor", "actor_name"),
    *("reason", "rule", "was_flagged", "undoes", "act", "at"),
)


def _states(with_queue: bool) -> tuple[str, ...]:
    return (State.APPROVED, *QUEUE) if with_queue else (State.APPROVED,)


def readable_stories(stories: Rows, with_queue: bool) -> Rows:
    return stories.filter(state__in=_states(with_queue))


def _under_a_story(with_queue: bool, path: str = "") -> Q:
    return Q(**{f"{path}story__state__in": _states(with_queue)})


def readable_discussions(discussions: Rows, with_queue: bool) -> Rows:
    """Not those of a story that stays."""
    return discussions.filter(Q(guide__isnull=False) | _under_a_story(with_queue))


def readable_comments(comments: Rows, with_queue: bool) -> Rows:
    """With those that hold a place in a thread, whose words stay (see `only_its_place`)."""
    where = Q(discussion__guide__isnull=False) | _under_a_story(with_queue, "discussion__")
    which = Q(state__in=_states(with_queue)) | Q(thread_number__isnull=False)
    return comments.filter(where, which)


def of_comments_that_leave(rows: Rows, with_queue: bool) -> Rows:
    """A comment that stays can be brought from WordPress again."""
    leaving = readable_comments(Comment.objects.all(), with_queue)
    return rows.filter(Q(comment=None) | Q(comment__in=leaving.values("pk")))


def only_its_place(comment, with_queue: bool) -> dict:
    """Of one that was public once: those that answered it stand below, its words are not shown."""
    leaves = comment.state in _states(with_queue)
    if leaves or comment.thread_number is None:
        return {}
    when = comment.decided_at or comment.submitted_at
    gone = {"state": State.WITHDRAWN, "decided_at": when, "corrected_at": None}
    return gone | {"author_name": "", "text": "", "section_uid": None, "has_updates": False}


def readable_updates(updates: Rows, with_queue: bool) -> Rows:
    states, of = _states(with_queue), Q()
    for which in ("story", "comment"):
        of |= Q(**{f"{which}__state__in": states})
    return updates.filter(of, state__in=states)


def upon_what_is_public(decisions: Rows, with_queue: bool) -> Rows:
    """Who decided what, without notes; only of what there is to read."""
    is_there = Q(item__story__isnull=False) | Q(item__update__story__state=State.APPROVED)
    for path in ("item__comment__", "item__update__comment__"):
        under = f"{path}discussion__"
        place = Q(**{f"{under}guide__isnull": False}) | Q(
            **{f"{under}story__state": State.APPROVED}
        )
        is_there |= Q(**{f"{path}state": State.APPROVED}) & place
    return decisions.filter(is_there, item__state=State.APPROVED)


def without_questions(kept, with_queue: bool) -> dict:
    """Of a draft set aside: readers' questions stay, and their numbers are others' elsewhere."""
    sections = [each | {"question_id": None} for each in kept.content["sections"]]
    return {"content": kept.content | {"sections": sections}}


def terms_that_are_nobodys(terms: Rows, with_queue: bool) -> Rows:
    """Words and domains, no e-mail addresses."""
    return terms.exclude(kind=BlockedTerm.Kind.ADDRESS)


def name_of_story(story) -> str:
    return f"{story.pk}-{slug_of(story.title, most=60, otherwise='storia')}"


def name_of_discussion(discussion) -> str:
    if discussion.guide:
        return f"guida-{discussion.guide.slug}"
    return f"storia-{name_of_story(discussion.story)}"
