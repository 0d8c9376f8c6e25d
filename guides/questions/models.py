"""What readers ask and what they do not find."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import import_string

from guides.pages.once import found_or_made
from guides.questions.anonymous import without_personal_data
from guides.search.documents import SearchDocument
from guides.search.query import parse
from guides.text.fields import CharField

RECENT = timedelta(days=90)
MOST_NEW_A_DAY = 5_000
TELL_WHO_WAITS = "guides.questions.follower.notify_who_waits"  # the next file of this room


class Counts(NamedTuple):
    """How often a question was asked, without any hit, with a hit opened; all its hits."""

    asked: int = 0
    not_found: int = 0
    opened: int = 0
    hits: int = 0


class SearchQuestionQuerySet(models.QuerySet):
    def counted(self):
        """With the sums of the last 90 days; `unmet` is how many were not helped."""
        recent = Q(days__day__gt=timezone.localdate() - RECENT)
        sums = {
            name: Coalesce(Sum(f"days__{name}", filter=recent), Value(0)) for name in Counts._fields
        }
        followers = self.model._meta.get_field("followers").related_model
        waiting = followers.objects.reachable().filter(question=OuterRef("pk"))
        readers = waiting.order_by().values("question").annotate(n=Count("pk")).values("n")
        return self.annotate(
            **sums, waiting_readers=Coalesce(Subquery(readers), Value(0))
        ).annotate(unmet=F("asked") - F("opened") + F("told"))

    def waiting(self):
        """Those the newsroom has neither answered nor put aside."""
        return self.filter(settled_at__isnull=True)

    def unanswered(self):
        """Of those waiting and `counted()`: lately not found, or told to the newsroom."""
        missed = Q(not_found__gt=0) | Q(told__gt=0) | Q(waiting_readers__gt=0)
        return self.waiting().filter(missed)

    def for_question(self, text: str) -> "SearchQuestion | None":
        """The row of a question, made when it is new; None when nothing but personal data is in."""
        kept = without_personal_data(parse(text).text)
        key = parse(kept).key[:300]
        if not key:
            return None
        return found_or_made(self, key=key, made={"text": kept})[0]

    @transaction.atomic
    def add_to_day(self, day: date, happened: Mapping[str, Counts]) -> None:
        """Add to the counts of a day; `happened` maps questions without personal data to counts."""
        by_key = {parse(text).key[:300]: text for text in happened}
        by_key.pop("", None)
        room = MOST_NEW_A_DAY - self.filter(first_asked_on=day).count()
        known = set(self.filter(key__in=by_key).values_list("key", flat=True))
        new = sorted(key for key in by_key if key not in known)[: max(room, 0)]
        self.bulk_create(
            [self.model(key=key, text=by_key[key], first_asked_on=day) for key in new],
            ignore_conflicts=True,
        )
        rows = self.filter(key__in=by_key).order_by("key").values_list("pk", "key")
        _add_to_day(day, [(pk, happened[by_key[key]]) for pk, key in rows])

    def no_more_asked(self):
        """Those whose counts have all been forgotten, and that nobody waits for."""
        return self.filter(days__isnull=True, followers__isnull=True)


class SearchQuestion(models.Model):
    """A question that readers ask, in whatever words and endings, without who asked."""

    text = CharField("domanda", max_length=120)
    key = models.CharField(max_length=300, unique=True, editable=False)
    first_asked_on = models.DateField("dal", default=timezone.localdate)
    told = models.PositiveIntegerField("dette alla redazione", default=0)
    settled_at = models.DateTimeField("sistemata il", null=True, blank=True, editable=False)
    answer_key = models.CharField(max_length=100, blank=True, editable=False)  # a document's, or ""

    objects = SearchQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "domanda dei lettori"
        verbose_name_plural = "domande dei lettori"

    def __str__(self) -> str:
        return self.text

    @transaction.atomic
    def add_report(self, submission_id: UUID) -> None:
        """A reader told the newsroom; the same sending twice counts once."""
        if found_or_made(
            QuestionReport.objects, submission_id=submission_id, made={"question": self}
        )[1]:
            SearchQuestion.objects.filter(pk=self.pk).update(told=F("told") + 1)

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def answer(self) -> SearchDocument | None:
        """The text that answers, while it is public."""
        return SearchDocument.objects.filter(key=self.answer_key).first()

    def put_aside(self) -> int:
        """The newsroom will not write about it; asking again does not bring it back.

        Who waits is told so: return how many.
        """
        return self._settle("")

    def reopen(self) -> None:
        self.settled_at, self.answer_key = None, ""
        self.save(update_fields=["settled_at", "answer_key"])

    def announce(self, document: SearchDocument) -> int:
        """This text answers: who asked to know is told, and the question settled; how many wait.

        The letters are the worker's: this costs the same however many wait.
        """
        return self._settle(document.key)

    @transaction.atomic
    def _settle(self, answer_key: str) -> int:
        # Who confirms an address holds this row: it is told by one of the two (OptIn.confirm).
        SearchQuestion.objects.select_for_update().get(pk=self.pk)
        if not self.is_settled or self.answer_key != answer_key:
            self.settled_at, self.answer_key = self.settled_at or timezone.now(), answer_key
            self.save(update_fields=["settled_at", "answer_key"])
        waiting = self.followers.reachable().count()
        if waiting:
            import_string(TELL_WHO_WAITS).enqueue(self.pk)
        return waiting


class QuestionReport(models.Model):
    """One sending of "Dillo alla redazione"."""

    question = models.ForeignKey("guides.SearchQuestion", models.CASCADE, related_name="tellings")
    submission_id = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"{self.question_id}"


class QuestionDay(models.Model):
    """The same of one day."""

    question = models.ForeignKey("guides.SearchQuestion", models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    asked = models.PositiveIntegerField(default=0)
    not_found = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "day"], name="question_day_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, {self.day}: {self.asked}"


def _add_to_day(day: date, counts: Iterable[tuple[int, Counts]]) -> None:
    columns = ("question_id", "day", *Counts._fields)
    added = ", ".join(
        f"{name} = guides_questionday.{name} + excluded.{name}" for name in Counts._fields
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO guides_questionday ({', '.join(columns)}) "  # noqa: S608 (own names)
            f"VALUES ({', '.join(['%s'] * len(columns))}) "
            f"ON CONFLICT (question_id, day) DO UPDATE SET {added}",
            [(pk, day, *happened) for pk, happened in counts],
        )
