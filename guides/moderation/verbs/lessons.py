"""What the spam guard learns from moderators' decisions: one lesson a thing, the last one."""

from guides.spam.lessons import learn, unlearn

SPAM, GOOD, NOTHING = "spam", "good", ""


def teach(content, lesson: str) -> None:
    """Tell the guard what a moderator thinks of these words, instead of what it was told before."""
    item, words = content.queue_item, f"{content.queue_title}\n{content.queue_text}"
    if lesson == item.lesson:
        return
    if item.lesson:
        unlearn(words, is_spam=item.lesson == SPAM)
    if lesson:
        learn(words, is_spam=lesson == SPAM)
    item.lesson = lesson
    item.save(update_fields=["lesson"])
