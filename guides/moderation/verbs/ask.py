"""A question to the author, and the answer."""

from guides.moderation.conversation import Question
from guides.moderation.decisions import Agent, Verb
from guides.moderation.verbs.core import acting


def ask_author(content, *, by, question: str) -> Question:
    """Send a question to the private link; the same one twice is asked once."""

    def open_one():
        return Question.objects.about(content.queue_item_id).unanswered().filter(text=question)

    with acting(content, by=by, already=lambda: open_one().exists()) as act:
        if act is None:
            return open_one().first()
        asked = Question.objects.create(decision=act.record(Verb.ASK), text=question)
        content.on_asked(asked)
        return asked


def answer_question(content, question: Question, *, text: str) -> bool:
    """Keep what the author answers; False when the question was answered before."""
    with acting(content, agent=Agent.AUTHOR) as act:
        kept = question.reply(text=text)
        if kept:
            act.record(Verb.ANSWER)
        return kept
