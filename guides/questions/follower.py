"""Being told, once, that a question has found its answer: double opt-in."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from guides.contributions import opt_in
from guides.contributions.addressed import absolute
from guides.contributions.emails import sent_unasked
from guides.contributions.opt_in import OptIn, OptInQuerySet
from guides.mail import send_letter
from guides.privacy import retention
from guides.questions.models import QuestionDay, SearchQuestion

COUNTS_KEPT = timedelta(days=400)
UNCONFIRMED_KEPT = timedelta(days=30)
BATCH = 50  # letters in one transaction


class QuestionFollower(OptIn):
    """An address that asked to be told when a question is answered; deleted once it was."""

    link_kind = "domanda"
    mailed_view = "confirm_question"
    first_letter = sent_unasked("questions/emails/confirm.txt")
    followed, followed_is = "question", "domanda"

    question = models.ForeignKey("guides.SearchQuestion", models.CASCADE, related_name="followers")

    objects = OptInQuerySet.as_manager()

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

    @property
    def was_told(self) -> bool:
        """True once its letter was written: the row is gone."""
        return self.pk is None

    def on_confirmed(self) -> None:
        """The newsroom may have been faster than this address."""
        if self.question.is_settled:
            self.notify()

    @transaction.atomic
    def notify(self) -> None:
        """Send the letter with the answer, or with the word that there is none; then forget it."""
        document = self.question.answer
        if document:
            name, place = "answered", document.address
        else:
            name = "put_aside"
            place = f"{reverse('search')}?{urlencode({'q': self.question.text})}"
        send_letter(
            f"questions/emails/{name}.txt",
            to=self.email,
            context={"title": str(document or ""), "place": absolute(place)},
            about=self.question,
        )
        self.delete()


@task()
def notify_who_waits(question_pk: int) -> int:
    """Write to all who wait for a question that is settled; return how many letters."""
    written = 0
    while letters := _notify_some(question_pk):
        written += letters
    return written


@task()
def resume() -> int:
    """Take up again what a killed worker left half-way; return how many questions."""
    if DBTaskResult.objects.ready().filter(task_path=notify_who_waits.module_path).exists():
        return 0  # the worker is merely behind
    waiting = QuestionFollower.objects.reachable().filter(question__settled_at__isnull=False)
    left = list(waiting.order_by().values_list("question_id", flat=True).distinct()[:500])
    for question_pk in left:
        notify_who_waits.enqueue(question_pk)
    return len(left)


@transaction.atomic
def _notify_some(question_pk: int) -> int:
    """The next letters, each with the end of its address: a batch is written whole or not."""
    rows = SearchQuestion.objects.select_for_update().filter(pk=question_pk)
    question = rows.exclude(settled_at=None).first()
    if question is None:  # brought back among those to answer
        return 0
    followers = list(question.followers.reachable().order_by("pk")[:BATCH])
    for follower in followers:
        follower.question = question
        follower.notify()
    return len(followers)


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
)


opt_in.register(
    QuestionFollower,
    called="risposte attese dalla ricerca",
    idle="indirizzi in attesa di risposta mai confermati",
    idle_for=UNCONFIRMED_KEPT,
)
