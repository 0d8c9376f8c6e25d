"""What a story and a comment have in common: somebody wrote it, and can come back to it."""

from django.db import models, transaction
from django.utils import timezone

from guides.contributions import emails
from guides.contributions.addressed import Addressed, AddressedQuerySet, absolute
from guides.contributions.rewritable import Rewritable
from guides.mail.models import Letter
from guides.moderation.decisions import Verb, undone
from guides.moderation.moderated import Moderated, ModeratedQuerySet
from guides.moderation.verbs.core import lock
from guides.pages.models import purge
from guides.spam import forget_traces_of


class ContributionQuerySet(AddressedQuerySet, ModeratedQuerySet):
    pass


class Contribution(Rewritable, Addressed, Moderated):
    """Words that a reader sent: theirs to follow, change, add to, withdraw and erase."""

    what = ""  # "la tua storia": how we name it to its author

    taken_back_at = models.DateTimeField("ritirato da chi scrive il", null=True, editable=False)
    erased_at = models.DateTimeField("cancellato da chi scrive il", null=True, editable=False)
    has_updates = models.BooleanField(default=False, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta(Moderated.Meta):
        abstract = True

    @property
    def ending(self) -> str:
        """What a participle ends in when it agrees with it: "a" for a story, "o" for a comment."""
        return "a" if self.what.startswith("la ") else "o"

    @property
    def this(self) -> str:
        return f"quest{self.ending} {self._meta.verbose_name}"

    @property
    def address(self) -> str:
        return self.author_email

    @property
    def is_waiting(self) -> bool:
        """To its author, spam waits like everything else."""
        return self.state in (self.State.WAITING, self.State.SPAM)

    @property
    def is_redacted(self) -> bool:
        """True when the newsroom omitted words of it."""
        decisions = list(self.queue_item.decisions.all())
        gone = undone(decisions)
        return any(d.verb == Verb.REDACT and d.pk not in gone for d in decisions)

    @transaction.atomic
    def change_address(self, email: str) -> None:
        """Another mailbox is asked to confirm; links that the old one was sent stop working."""
        self.author_email, self.email_confirmed_at = email, None
        self.raise_version(["author_email", "email_confirmed_at"])
        self.queue_item.follow_address(email)
        type(self).objects.filter(pk=self.pk).update(mail_stopped_at=None)
        self.revoke_links()
        emails.received(self)

    @transaction.atomic
    def take_back(self) -> None:
        """The author withdraws it: at once, whatever a moderator is doing, and for good."""
        super().take_back()
        untouched = type(self).objects.filter(pk=self.pk, taken_back_at__isnull=True)
        if untouched.update(taken_back_at=timezone.now()):
            purge(*self.changed_tags())  # its mark in a thread, if it left one
        self.refresh_from_db()

    @transaction.atomic
    def erase(self) -> None:
        """Everything personal goes now, because its author wants it; the row stays, empty."""
        super().erase()
        type(self).objects.filter(pk=self.pk).update(erased_at=timezone.now())
        self.refresh_from_db()

    @transaction.atomic
    def forget(self) -> None:
        """The end of its term: gone, unless others answered it and it has to hold their place."""
        lock(self)
        self.forget_everything()
        if not self.is_answered:
            self.delete()

    @property
    def is_answered(self) -> bool:
        raise NotImplementedError

    def forget_everything(self) -> None:
        """Words, name, address, network, letters, updates, traces."""
        super().forget_everything()
        for update in self.updates.all():
            update.erase()
            forget_traces_of(update.submission_id)
        forget_traces_of(self.submission_id)
        self._letters.delete()

    @property
    def _letters(self) -> models.QuerySet:
        return Letter.objects.filter(about=f"{self._meta.label_lower}:{self.pk}")

    @transaction.atomic
    def note_updates(self) -> None:
        """Remember whether there are public updates, so that most pages need not look."""
        lock(self)  # who decides on another of its updates waits
        type(self).objects.filter(pk=self.pk).update(has_updates=self.updates.approved().exists())
        self.on_updates_changed()
        self.on_changed()

    def on_updates_changed(self) -> None: ...

    def held_data(self) -> dict:
        """Everything we hold about it, ready for JSON."""
        return {
            "tipo": self._meta.verbose_name,
            "stato": "in attesa" if self.is_waiting else self.get_state_display(),
            "ricevuto_il": self.submitted_at,
            "nome": self.author_name,
            "e-mail": self.author_email,
            "e-mail confermata il": self.email_confirmed_at,
            "non vuole più posta dal": self.mail_stopped_at,
            "impronta della rete": self.network,
            "parere dell’antispam": self.verdict,
            "testi": {self._label(field): getattr(self, field) for field in self.own_words},
            "aggiornamenti": [each.held_with_its_page() for each in self.updates.oldest_first()],
            "decisioni": self._held_decisions(),
            "correzioni": [
                {"era": correction.wrong, "ora": correction.right, "quando": correction.made_at}
                for correction in self.corrections
            ],
            "contestazioni": self.held_contests(),
            "testi di prima": self.held_originals(),
            "domande": list(self.questions.values("text", "answer", "answered_at")),
            "lettere": list(self._letters.values("subject", "state", "written_at", "sent_at")),
        }

    def _held_decisions(self) -> list[dict]:
        decisions = self.queue_item.decisions.exclude(verb=Verb.NOTE).select_related("reason")
        return [
            {
                "che cosa": decision.get_verb_display(),
                "di chi": decision.get_agent_display(),
                "motivo": decision.reason.text_for_author if decision.reason else "",
                "quando": decision.at,
            }
            for decision in decisions
        ]

    def _label(self, field: str) -> str:
        return str(self._meta.get_field(field).verbose_name)

    def on_received(self) -> None:
        emails.received(self)

    def on_approved(self, decision) -> None:
        emails.approved(
            self,
            decision,
            what=self.what,
            place=absolute(self.get_absolute_url()),
            is_changed=self.is_redacted,
            is_corrected=bool(self.corrected_at),
        )

    def on_corrected(self, correction) -> None:
        """What is not public yet is told of with the rest, when it becomes so."""
        if self.is_public:
            place = absolute(self.get_absolute_url())
            emails.corrected(self, what=self.what, place=place, correction=correction)

    def on_rejected(self, decision) -> None:
        emails.rejected(self, decision, what=self.what)

    def on_came_back(self, decision) -> None:
        emails.came_back(self, decision, what=self.what)

    def on_asked(self, question) -> None:
        emails.asked(self, what=self.what, question=question.text)
