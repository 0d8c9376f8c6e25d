"""The discussion under a guide or a story: {% comment_thread edition sections=page.sections %}."""

from django import template

from guides.comments.forms import CommentForm, FollowForm
from guides.comments.models import REPLIES_SHOWN
from guides.comments.page import comments_on
from guides.comments.threads import grow

register = template.Library()


@register.inclusion_tag("comments/_discussion.html")
def comment_thread(subject, sections=(), page=1):
    """One page of the threads under an Edition or a Story: at most one SQL query.

    The same for every reader: the forms carry neither token nor cookie. Load the subject with
    its discussion (select_related) to spare a second query.
    """
    place = getattr(subject, "guide", subject)
    discussion = getattr(place, "discussion", None)
    comments = []
    if discussion and discussion.last_thread:
        comments = comments_on(discussion, page)
    sections = list(sections)
    return {
        "kind": "guida" if place is not subject else "storia",
        "place": place,
        "path": subject.get_absolute_url(),
        "discussion": discussion,
        "branches": grow(comments),
        "cut": {each.thread_number for each in comments if each.reply_number == REPLIES_SHOWN},
        "page": page,
        "before": page - 1,
        "after": page + 1 if discussion and page < discussion.pages else None,
        "sections_by_uid": {section.uid: section for section in sections},
        "form": CommentForm(sections=sections),
        "follow": FollowForm(),
    }


@register.filter
def get(mapping: dict | None, key):
    return mapping.get(key) if mapping else None
