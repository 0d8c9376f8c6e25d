"""The audit trail: who did what to which text, when and why."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.moderation.queue_text import QueueText
from guides.moderation.states import State
from guides.text.dates import in_words
from guides.text.fields import CharField, TextField

UNDO_FOR = timedelta(days=30)


class Verb(models.TextChoices):
    RECEIVE = "receive", "ricevuto"
    APPROVE = "approve", "pubblicato"
    REJECT = "reject", "non pubblicato"
    SPAM = "spam", "messo fra lo spam"
    WITHDRAW = "withdraw", "ritirato"
    UNDO = "undo", "decisione annullata"
    FLAG = "flag", "segnalato"
    UNFLAG = "unflag", "tolto dai segnalati"
    REVISE = "revise", "testo cambiato da chi scrive"
    REDACT = "redact", "parole omesse"
    CORRECT = "correct", "corretto dalla redazione"
    CLAIM = "claim", "preso in carico"
    RELEASE = "release", "liberato"
    NOTE = "note", "nota interna"
    ASK = "ask", "domanda a chi scrive"
    ANSWER = "answer", "risposta di chi scrive"
    REPLY = "reply", "risposta della redazione"
    RESUBMIT = "resubmit", "corretto e inviato di nuovo"
    CONTEST = "contest", "contestato"


DECIDING = [Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.WITHDRAW]
WORDS_ONLY = [Verb.REDACT, Verb.CORRECT]
AGAIN = [Verb.RESUBMIT, Verb.CONTEST]  # its author came back: what was before stands for good
UNDOABLE = [*DECIDING, Verb.FLAG, Verb.UNFLAG, *WORDS_ONLY, Verb.REPLY]
UNDOABLE_RULES = [Verb.APPROVE, Verb.SPAM]


class Agent(models.TextChoices):
    MODERATOR = "moderator", "una persona della redazione"
    AUTHOR = "author", "chi ha scritto"
    RULE = "rule", "una regola automatica"


class DecisionQuerySet(models.QuerySet):
    def about_state(self) -> "DecisionQuerySet":
        return self.exclude(from_state=models.F("to_state"))

    def taken_back(self, decisions: Iterable["Decision"]) -> set[int]:
        """The ids of those, of any things, that others took back (see `undone` for why so)."""
        items = {decision.item_id for decision in decisions if decision.item_id}
        undos = self.filter(item__in=items, verb=Verb.UNDO)
        return set(undos.values_list("undoes", flat=True))

    def undoable_after(self, decision: "Decision") -> "Decision | None":
        """The last of these that stands above another and would have to be undone first."""
        later = list(self.filter(pk__gt=decision.pk))
        gone = undone(later)
        over = (d for d in reversed(later) if d.verb in UNDOABLE and d.pk not in gone)
        return next(over, None)


class Decision(models.Model):
    """One act upon one contribution, a person's or a rule's; never changed afterwards."""

    item = models.ForeignKey(
        "guides.QueueItem", models.SET_NULL, null=True, related_name="decisions"
    )
    kind = models.CharField("tipo", max_length=40)
    verb = models.CharField("atto", max_length=10, choices=Verb)
    from_state = models.CharField("da", max_length=10, choices=State)
    to_state = models.CharField("a", max_length=10, choices=State)
    agent = models.CharField("di chi", max_length=10, choices=Agent)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="chi",
        db_index=False,
    )
    actor_name = CharField("chi", max_length=150, blank=True)  # outlives the account
    reason = models.ForeignKey(
        "guides.Reason", models.PROTECT, null=True, related_name="+", verbose_name="motivo"
    )
    rule = CharField("regola", max_length=60, blank=True)
    text_hash = models.CharField("impronta del testo visto", max_length=64)  # SHA-256, hex
    note = TextField("nota", blank=True)
    was_flagged = models.BooleanField("era segnalato", default=False)
    undoes = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="undone_by", verbose_name="annulla"
    )
    act = models.UUIDField(null=True, editable=False)  # shared by what one press of a button did
    at = models.DateTimeField("quando", default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "decisione"
        verbose_name_plural = "decisioni"
        indexes = [
            models.Index(fields=["act"], name="decision_of_an_act", condition=Q(act__isnull=False)),
            models.Index(fields=["actor", "-id"], name="decision_of_a_moderator"),
            models.Index(
                fields=["-id"], name="decision_of_moderators", condition=Q(agent=Agent.MODERATOR)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(agent=Agent.MODERATOR) & ~Q(actor_name="")
                | ~Q(agent=Agent.MODERATOR) & Q(actor_name="", actor__isnull=True),
                name="decision_has_an_actor_or_is_automatic",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=AGAIN)
                | Q(
                    agent=Agent.AUTHOR,
                    from_state__in=[State.REJECTED, State.WITHDRAWN],
                    to_state=State.WAITING,
                ),
                name="decision_of_coming_back_is_its_authors",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    def save(self, *args, **kwargs) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new and self.item_id and self.actor_name:
            QueueText.objects.touched(self.item_id, by=self.actor_name)

    @property
    def can_be_undone(self) -> bool:
        """An act of the last 30 days, a moderator's or a rule's and not the author's."""
        undoable = {Agent.MODERATOR: UNDOABLE, Agent.RULE: UNDOABLE_RULES, Agent.AUTHOR: []}
        return self.verb in undoable[self.agent] and self.at >= timezone.now() - UNDO_FOR

    @property
    def day(self):
        return timezone.localtime(self.at).date()

    @property
    def who(self) -> str:
        return self.actor_name or self.get_agent_display()

    @property
    def sentence(self) -> str:
        """«Non pubblicato: insulti — Anna, 22 novembre 2026, 10:32.»"""
        what = self.get_verb_display()
        if self.reason:
            what += f": {self.reason.label.lower()}"
        when = f"{in_words(self.at)}, {timezone.localtime(self.at):%H:%M}"
        return f"{what[:1].upper()}{what[1:]} — {self.who}, {when}"


def name_of(actor) -> str:
    """How colleagues know a member of staff; "" for nobody."""
    return (actor.get_full_name() or actor.get_username())[:150] if actor else ""


def undone(decisions: Iterable[Decision]) -> set[int]:
    """The ids of those, among all the decisions about one thing, that others took back.

    Read from the row's own decisions: a join of the table with itself is a full scan for SQLite
    once it knows (ANALYZE) that most of `undoes` is NULL.
    """
    return {decision.undoes_id for decision in decisions if decision.undoes_id}


def last_undoable(decisions: list[Decision]) -> Decision | None:
    """What undo would take back, of all the decisions about one thing in their order."""
    gone = undone(decisions)
    since = takewhile(lambda decision: decision.verb not in AGAIN, reversed(decisions))
    return next((d for d in since if d.can_be_undone and d.pk not in gone), None)
