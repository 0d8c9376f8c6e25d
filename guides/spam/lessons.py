"""The word model's memory: moderators' decisions go in, opinions come out."""

from django.db import transaction
from django.db.models import F

from guides.pages.once import found_or_made
from guides.spam import bayes
from guides.spam.models import SpamWord


@transaction.atomic
def learn(text: str, *, is_spam: bool) -> None:
    """Count a text as spam or good because a moderator said so. Undo with `unlearn`."""
    column = _column(is_spam)
    found_or_made(SpamWord.objects, word=SpamWord.TEXTS)
    # The row of totals first: it is the lock that makes two learners take turns.
    SpamWord.objects.filter(word=SpamWord.TEXTS).update(**{column: F(column) + 1})
    said = sorted(bayes.features(text))
    SpamWord.objects.bulk_create([SpamWord(word=word) for word in said], ignore_conflicts=True)
    SpamWord.objects.filter(word__in=said).update(**{column: F(column) + 1})


@transaction.atomic
def unlearn(text: str, *, is_spam: bool) -> None:
    """Take back a lesson: the counts are as if the text had never been decided."""
    column = _column(is_spam)
    said = {SpamWord.TEXTS, *bayes.features(text)}
    for words in ([SpamWord.TEXTS], sorted(said - {SpamWord.TEXTS})):
        known = SpamWord.objects.filter(word__in=words, **{f"{column}__gt": 0})
        known.update(**{column: F(column) - 1})
    SpamWord.objects.filter(word__in=said, spam=0, good=0).delete()


def opinion_of(text: str) -> bayes.Opinion | None:
    """What the learned words say of a text; None until enough was learned (one SQL query)."""
    known = SpamWord.objects.filter(word__in={SpamWord.TEXTS, *bayes.features(text)})
    seen = {word: (spam, good) for word, spam, good in known.values_list("word", "spam", "good")}
    return bayes.opinion(text, seen, lessons=seen.pop(SpamWord.TEXTS, (0, 0)))


def _column(is_spam: bool) -> str:
    return "spam" if is_spam else "good"
