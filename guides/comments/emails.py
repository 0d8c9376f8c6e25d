"""Who hears of a comment when it becomes public: whom it answers, the story's author, followers.

The letters hold a link and no words: what is read later is what is public then.
"""

from django.utils import timezone

from guides.contributions.addressed import absolute
from guides.mail import send_letter


def announce(comment) -> None:
    """Write to everybody concerned, once for each address and once for each comment."""
    written = {comment.author_email.lower()}
    for addressed, template in _concerned(comment):
        address = addressed.address.lower()
        if addressed.is_reachable and address not in written:
            written.add(address)
            _send(addressed, template, comment)
    comment.announced_at = timezone.now()
    comment.save(update_fields=["announced_at"])


def _concerned(comment):
    if comment.answers:
        yield comment.answers, "comments/emails/answered.txt"
    if comment.discussion.story:
        yield comment.discussion.story, "comments/emails/story_commented.txt"
    for follower in comment.discussion.followers.reachable():
        yield follower, "comments/emails/new_comment.txt"


def _send(addressed, template: str, comment) -> None:
    send_letter(
        template,
        to=addressed.address,
        context={"title": comment.discussion.title, "place": absolute(comment.get_absolute_url())},
        about=addressed,
        unsubscribe_url=addressed.stop_address,
    )
