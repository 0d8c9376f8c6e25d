"""The demo's stories and comments: sent, kept and approved by the verbs of readers and moderators.

Each has a sending of its own, always the same: what was sent once is never sent again, so what
a moderator decided since, or an author erased, stands.
"""

import uuid
from collections import Counter

from guides.comments.discussion import Discussion
from guides.comments.models import Comment
from guides.companies.models import Company
from guides.demo import reader, records
from guides.guide.models import Guide
from guides.stories.models import Story
from guides.topics.models import Topic

RULE = "contenuti dimostrativi"


def load(*, by) -> Counter[str]:
    """Publish what was never sent; return how many stories and comments. `by` may be None."""
    written: Counter[str] = Counter()
    for story in reader.stories():
        written["storie"] += _publish(_story(story), sending_of(f"storia:{story.slug}"), by)
    for comment in reader.comments():
        if place := _place(comment):
            row = Comment(discussion=Discussion.objects.under(place), section_uid=_section(comment))
            written["commenti"] += _speak(row, comment, f"commento:{_key(comment)}", by)
    return written


def sending_of(key: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"guides.demo:{key}")


def _key(record: records.CommentRecord) -> str:
    """Never its position: comments are written in the thematic place, before others."""
    return record.key or f"{record.guide or record.story}/{record.name}"


def _story(record: records.StoryRecord) -> Story:
    return Story(
        title=record.title,
        company=Company.objects.filter(slug=record.company).first(),
        typed_company=record.company_name,
        topic=Topic.objects.get(slug=record.topic),
        text=record.text.strip(),
        used_on=record.used_on,
        asked=record.asked,
        answered=record.answered,
        outcome=record.outcome,
        author_name=record.name,
    )


def _place(record: records.CommentRecord) -> Guide | Story | None:
    """What it stands under, None when readers cannot read that."""
    if record.guide:
        return Guide.objects.live().filter(slug=record.guide).first()
    sending = sending_of(f"storia:{record.story}")
    return Story.objects.approved().filter(submission_id=sending).first()


def _section(record: records.CommentRecord) -> uuid.UUID | None:
    guide = Guide.objects.live().filter(slug=record.guide).first()
    found = guide and guide.live.sections.filter(slug=record.section).first()
    return found.uid if found else None


def _speak(row: Comment, record: records.CommentRecord, key: str, by) -> int:
    """Publish a comment and, below it, its replies; return how many were new."""
    row.author_name, row.text, row.is_editors = record.name, record.text.strip(), record.staff
    new = int(_publish(row, sending_of(key), by))
    kept = Comment.objects.approved().filter(submission_id=sending_of(key)).first()
    replies = enumerate(record.replies if kept else ())
    return new + sum(_speak(kept.reply(), reply, f"{key}.{n}", by) for n, reply in replies)


def _publish(row: Story | Comment, sending: uuid.UUID, by) -> bool:
    """Send and approve it; False when it was sent before."""
    if type(row).objects.filter(submission_id=sending).exists():
        return False
    row.submission_id = sending
    row.clean_fields(exclude=["queue_item"])
    row.submit().approve(by=by, rule="" if by else RULE)
    return True
