"""Being told, once, that a question has found its answer: double opt-in."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from guides.contributions.addressed import absolute
from guides.contributions.opt_in import OptIn, OptInQuerySet
from guides.mail import send_letter
from guides.privacy import held, retention
from guides.questions.models import QuestionDay, SearchQuestion
from guides.search.models import SearchDocument

COUNTS_KEPT = timedelta(days=400)
UNCONFIRMED_KEPT = timedelta(days=30)


class QuestionFollowerQuerySet(OptInQuerySet):
    def silent_since(self, moment):
        """Those that never confirmed, or told us to stop, and asked before that moment."""
        silent = Q(email_confirmed_at__isnull=True) | Q(mail_stopped_at__isnull=False)
        return self.filter(silent, asked_at__lt=moment)


class QuestionFollower(OptIn):
    """An address that asked to be told when a question is answered; deleted once it was."""

    link_kind = "domanda"
    mailed_view = "confirm_question"
    first_letter = "questions/emails/confirm.txt"

    question = models.ForeignKey("guides.SearchQuestion", models.CASCADE, related_name="followers")

    objects = QuestionFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "chi aspetta una risposta"
        verbose_name_plural = "chi aspetta una risposta"
        constraints = [
            models.UniqueConstraint(
                "question", Lower("email"), name="reader_waits_for_a_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"

    @transaction.atomic
    def tell(self, document: SearchDocument) -> None:
        """Send the letter with the answer and forget the address."""
        send_letter(
            "questions/emails/answered.txt",
            to=self.email,
            context={"title": str(document), "place": absolute(document.address)},
            about=self.question,
        )
        self.delete()


retention.register(
    retention.Expiry(
        "conteggi delle ricerche",
        lambda terms, now: QuestionDay.objects.filter(day__lt=(now - COUNTS_KEPT).date()),
    ),
    retention.Expiry(
        "domande che nessuno fa più",
        lambda terms, now: SearchQuestion.objects.no_more_asked().filter(
            first_asked_on__lt=(now - COUNTS_KEPT).date()
        ),
    ),
    retention.Expiry(
        "indirizzi in attesa di risposta mai confermati",
        lambda terms, now: QuestionFollower.objects.silent_since(now - UNCONFIRMED_KEPT),
    ),
)


def _waiting_at(email: str) -> list[dict]:
    waiting = QuestionFollower.objects.of(email).select_related("question")
    return [
        {
            "domanda": follower.question.text,
            "chiesto il": follower.asked_at.isoformat(),
            "confermato": bool(follower.email_confirmed_at),
        }
        for follower in waiting
    ]


held.register(
    held.Holder(
        "risposte attese dalla ricerca",
        _waiting_at,
        lambda email: QuestionFollower.objects.of(email).delete()[0],
    )
)
