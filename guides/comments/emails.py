"""Who hears of a comment when it becomes public: whom it answers, the story's author, followers.

The letters hold a link and no words: what is read later is what is public then.
"""

from collections.abc import Iterator

from guides.contributions.addressed import Addressed, absolute
from guides.mail import send_letter


def directly_concerned(comment) -> Iterator[tuple[Addressed, str]]:
    """Those the comment speaks to, and the letter for each: two at most."""
    if comment.answers:
        yield comment.answers, "comments/emails/answered.txt"
    if comment.discussion.story:
        yield comment.discussion.story, "comments/emails/story_commented.txt"


def new_comment(follower: Addressed, comment) -> None:
    send(follower, "comments/emails/new_comment.txt", comment)


def send(addressed: Addressed, template: str, comment) -> None:
    send_letter(
        template,
        to=addressed.address,
        context={"title": comment.discussion.title, "place": absolute(comment.get_absolute_url())},
        about=addressed,
        unsubscribe_url=addressed.stop_address,
    )
