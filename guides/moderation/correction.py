"""A moderator's correction of a reader's typing error: what it was, what it became."""

import re

from django.db import models
from django.utils import timezone

from guides.moderation.decisions import Decision, Verb, undone
from guides.text.fields import CharField

LONGEST = 100  # letters: a typing error, not a sentence of ours in a reader's mouth


class CorrectionQuerySet(models.QuerySet):
    def about(self, item) -> "CorrectionQuerySet":
        return self.filter(decision__item=item)

    def in_force(self) -> list["Correction"]:
        """Those nobody took back, the oldest first."""
        found = list(self.select_related("decision").order_by("pk"))
        gone = Decision.objects.taken_back(correction.decision for correction in found)
        return [correction for correction in found if correction.decision_id not in gone]

    def older_than(self, moment) -> "CorrectionQuerySet":
        return self.filter(made_at__lt=moment)


class Correction(models.Model):
    """The difference that one correction made; goes with the original (see forgetting.OURS)."""

    decision = models.OneToOneField("guides.Decision", models.CASCADE, related_name="correction")
    wrong = CharField("era scritto", max_length=LONGEST)
    right = CharField("ora è scritto", max_length=LONGEST)
    made_at = models.DateTimeField("corretto il", default=timezone.now, db_index=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "correzione"
        verbose_name_plural = "correzioni"

    def __str__(self) -> str:
        return f"«{self.wrong}» → «{self.right}»"


def times(text: str, wrong: str) -> int:
    """How often the words stand in a text, whole and with these very capitals."""
    return len(_whole(wrong).findall(text)) if wrong else 0


def corrected(text: str, wrong: str, right: str) -> str:
    """The text with the words corrected wherever they stand."""
    return _whole(wrong).sub(lambda _: right, text)


def last_corrected_at(decisions) -> object | None:
    """When words that are still there were last corrected, of all the decisions about one thing."""
    decisions = list(decisions)
    gone = undone(decisions)
    for decision in reversed(decisions):
        if decision.verb == Verb.REVISE:  # its author wrote it anew
            return None
        if decision.verb == Verb.CORRECT and decision.pk not in gone:
            return decision.at
    return None


def _whole(words: str) -> re.Pattern:
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){wanted}(?!\w)")
