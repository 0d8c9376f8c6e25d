"""The mixin of content models: nothing is public before a moderator says so."""

import hashlib
import uuid
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from guides.moderation.contributors import Contributor
from guides.moderation.conversation import Question
from guides.moderation.correction import Correction
from guides.moderation.decisions import WORDS_ONLY, Agent, Decision, Verb, last_undoable
from guides.moderation.described import Described
from guides.moderation.item import QueueItem
from guides.moderation.queue_text import QueueText
from guides.moderation.refused import Refusable
from guides.moderation.states import State
from guides.moderation.verbs.answer import approve_and_answer
from guides.moderation.verbs.approve import approve
from guides.moderation.verbs.ask import answer_question, ask_author
from guides.moderation.verbs.claim import claim, release
from guides.moderation.verbs.contest import contest
from guides.moderation.verbs.correct import correct
from guides.moderation.verbs.erase import erase, forget_address, forget_author, forget_for_good
from guides.moderation.verbs.flag import flag, unflag
from guides.moderation.verbs.note import note
from guides.moderation.verbs.receive import confirm_email, submit
from guides.moderation.verbs.redact import redact
from guides.moderation.verbs.reject import reject
from guides.moderation.verbs.resubmit import resubmit
from guides.moderation.verbs.revise import revise
from guides.moderation.verbs.spam import mark_spam
from guides.moderation.verbs.undo import undo
from guides.moderation.verbs.withdraw import withdraw
from guides.pages.models import purge
from guides.pages.tracked import Noted
from guides.text.fields import CharField, EmailField


class ModeratedQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.WAITING)

    def approved(self):
        """What readers may see. The only way to it."""
        return self.filter(state=State.APPROVED)

    def rejected(self):
        return self.filter(state=State.REJECTED)

    def spam(self):
        return self.filter(state=State.SPAM)

    def withdrawn(self):
        return self.filter(state=State.WITHDRAWN)

    def flagged(self):
        return self.filter(queue_item__flagged=True)

    def written_by(self, email: str):
        return self.filter(author_email__iexact=email.strip()) if email.strip() else self.none()

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")

    def newest_first(self):
        return self.order_by("-submitted_at", "-pk")

    def for_queue(self):
        """With all that a row of the queue reads: content rooms add their select_related."""
        return self


class Moderated(Described, Refusable, Noted):
    """What somebody sent us and a moderator decides upon."""

    State = State
    # Fields that only verbs write: save() of an older copy never takes a decision back.
    KEPT_BY_VERBS = ("state", "decided_at", "version", "queue_item", "corrected_at")
    # Fields by which the queue finds it, beside the words that may be omitted.
    FOUND_BY = frozenset({"author_name", "author_email", "text", "company", "submitted_at"})
    redactable: tuple[str, ...] = ("text",)
    own_words: tuple[str, ...] = ("text",)  # the fields its author wrote

    # What its author does, what moderators do, and how it goes: each in a file of its own.
    submit, confirm_email, revise, answer_question = submit, confirm_email, revise, answer_question
    resubmit, contest = resubmit, contest
    approve, approve_and_answer, reject = approve, approve_and_answer, reject
    mark_spam, withdraw, undo = mark_spam, withdraw, undo
    claim, release, flag, unflag = claim, release, flag, unflag
    note, ask_author, redact, correct = note, ask_author, redact, correct
    erase, forget = erase, forget_for_good
    forget_author, forget_address = forget_author, forget_address

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission_id = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, verbose_name="chiave dell’invio"
    )
    state = models.CharField(
        "stato", max_length=10, choices=State, default=State.WAITING, editable=False
    )
    submitted_at = models.DateTimeField("ricevuto il", default=timezone.now, editable=False)
    decided_at = models.DateTimeField("deciso il", null=True, editable=False)
    author_name = CharField("nome mostrato", max_length=60)
    author_email = EmailField("e-mail", blank=True)
    email_confirmed_at = models.DateTimeField("e-mail confermata il", null=True, editable=False)
    network = models.CharField(max_length=64, blank=True, editable=False)  # a hash, never raw
    verdict = models.JSONField("parere dell’antispam", default=dict, editable=False)
    # When the newsroom last corrected a typing error that is still corrected: readers see it.
    corrected_at = models.DateTimeField("corretto il", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    queue_item = models.OneToOneField(
        "guides.QueueItem", models.PROTECT, related_name="%(class)s", editable=False
    )

    objects = ModeratedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["network"], name="%(class)s_by_network")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(class)s_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False)),
                name="%(class)s_waits_or_was_decided",
            ),
        ]

    def save(self, *args: Any, update_fields=None, **kwargs: Any) -> None:
        if self._state.adding:
            self._save_with_its_item(*args, **kwargs)
            return
        if update_fields is None:
            fields = (f.name for f in self._meta.concrete_fields if not f.primary_key)
            update_fields = [name for name in fields if name not in self.KEPT_BY_VERBS]
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            if self.FOUND_BY & set(update_fields) or set(self.redactable) & set(update_fields):
                QueueText.objects.index(self)
            if self.is_public:
                purge(*self.changed_tags())

    def changed_tags(self) -> set[str]:
        """What pages must forget when readers see it change: rooms add where it is listed."""
        return {self.shown_tag}

    @property
    def is_public(self) -> bool:
        return self.state == State.APPROVED

    @property
    def text_hash(self) -> str:
        """SHA-256 (hex) of the words as they stand: what a decision was about."""
        words = f"{self.queue_title}\n{self.queue_text}"
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def last_decision(self) -> Decision | None:
        """The last act that changed the state or the words."""
        acts = [Verb.CLAIM, Verb.RELEASE, Verb.NOTE, Verb.ASK]
        return self.queue_item.decisions.exclude(verb__in=acts).last()

    @property
    def last_change(self) -> Decision | None:
        """The last act that raised the version."""
        return self.queue_item.decisions.exclude(verb__in=[Verb.CLAIM, Verb.RELEASE]).last()

    @property
    def last_undoable(self) -> Decision | None:
        """What `undo` would take back; the author's own acts stand."""
        if self.was_withdrawn_by_its_author:
            return None
        last = last_undoable(list(self.queue_item.decisions.all()))
        is_final = last and last.verb in WORDS_ONLY and not last.originals.exists()
        return None if is_final else last

    @property
    def reason(self):
        """Why it is in this state, None when no reason was given: for the author's page."""
        last = self.queue_item.decisions.about_state().select_related("reason").last()
        return last.reason if last else None

    @property
    def corrections(self):
        """What the newsroom corrected of it and nobody took back, the oldest first."""
        return Correction.objects.about(self.queue_item_id).in_force()

    @property
    def questions(self):
        """What was asked to the author, the oldest first."""
        return Question.objects.about(self.queue_item_id)

    @property
    def was_withdrawn_by_its_author(self) -> bool:
        if self.state != State.WITHDRAWN:
            return False
        return self.queue_item.decisions.filter(verb=Verb.WITHDRAW, agent=Agent.AUTHOR).exists()

    @property
    def is_forgotten(self) -> bool:
        """True when only its place is left: the words went with their author."""
        return not self.author_name

    def raise_version(self, fields: list[str]) -> None:
        """Save those fields under a new version: who looks at the old one has to look again."""
        self.version += 1
        if fields:
            self.save(update_fields=[*fields, "version"])
        else:
            type(self)._base_manager.filter(pk=self.pk).update(version=self.version)

    def take_back(self) -> None:
        """Its author withdraws it, for good: rooms add what readers see of that."""
        self.withdraw(by=None)

    def forget_everything(self) -> None:
        """Who wrote it and what: rooms add what else is theirs."""
        self.forget_author()
        self.forget_words()

    def forget_words(self) -> None:
        """Empty what the author wrote."""
        for field in self.own_words:
            setattr(self, field, "")
        self.save(update_fields=list(self.own_words))

    def held_data(self) -> dict:
        """What we hold of it, ready for JSON: rooms add their own."""
        skipped = {"id", "queue_item", "version"}
        fields = [f for f in self._meta.concrete_fields if f.name not in skipped]
        return {str(f.verbose_name): getattr(self, f.attname) for f in fields}

    @transaction.atomic
    def _save_with_its_item(self, *args: Any, **kwargs: Any) -> None:
        if not self.queue_item_id:
            self.queue_item = QueueItem.objects.create(
                kind=self._meta.model_name,
                state=self.state,
                submitted_at=self.submitted_at,
                decided_at=self.decided_at,
                contributor=Contributor.objects.known_as(self.author_email),
            )
        super().save(*args, **kwargs)
        QueueText.objects.begin(self)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any):
        """Its notes and questions go with it; the decisions stay, without what they were about."""
        item = self.queue_item
        tags = self.changed_tags() if self.is_public else set()
        deleted = super().delete(*args, **kwargs)
        purge(*tags)
        item.discard()
        return deleted


def kinds() -> dict[str, type[Moderated]]:
    """Every model that is moderated: the queue, retention and erasure leave none out."""
    models = apps.get_app_config("guides").get_models()
    return {model._meta.model_name: model for model in models if issubclass(model, Moderated)}
