"""The discussion under a guide or a story: {% comment_thread edition sections=page.sections %}."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guides.comments.forms import CommentForm
from guides.comments.page import threads_on
from guides.contributions.following import FollowForm

register = template.Library()
FEW_COMMENTS = 2


@register.inclusion_tag("comments/_discussion.html")
def comment_thread(subject, sections=(), page=1):
    """One page of the threads under an Edition or a Story: at most two SQL queries.

    The same for every reader: the forms carry neither token nor cookie. Load the subject with
    its discussion (select_related) to spare one more query.
    """
    place = getattr(subject, "guide", subject)
    discussion = getattr(place, "discussion", None)
    has_threads = discussion is not None and discussion.last_thread
    sections = list(sections)
    return {
        "kind": "guida" if place is not subject else "storia",
        "place": place,
        "path": subject.get_absolute_url(),
        "discussion": discussion,
        "branches": threads_on(discussion, page) if has_threads else [],
        "is_folded": has_threads and place is not subject and _is_long(discussion, page),
        "before": page - 1,
        "after": page + 1 if discussion and page < discussion.pages else None,
        "sections_by_uid": {section.uid: section for section in sections},
        "words": _empty_words(tuple((section.uid, section.title) for section in sections)),
        "follow_words": _empty_follow_words(),
    }


def _is_long(discussion, page: int) -> bool:
    """A guide's own page is long enough: more than a few comments stand behind a door there."""
    return page == 1 and discussion.public_comments > FEW_COMMENTS


# An empty form is the same for every reader: its fields are drawn once in a process.


@lru_cache(maxsize=512)
def _empty_words(sections: tuple) -> SafeString:
    return render_to_string("comments/_words.html", {"form": CommentForm(sections=sections)})


@lru_cache(maxsize=1)
def _empty_follow_words() -> SafeString:
    return render_to_string("contributions/_follow_words.html", {"form": FollowForm()})


@register.filter
def get(mapping: dict | None, key):
    return mapping.get(key) if mapping else None
