from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from guides.feedback.standing import PublicStanding, tenths_shown, wording_of
from guides.guide import anchors
from guides.pages.once import found_or_made
from guides.privacy import retention

anchors.reserve("utile", r"motivo-\d+_.+")


class VoteReason(models.TextChoices):
    """Why a section did not help, in the reader's words; each asks the editor for another cure."""

    ANOTHER_PROBLEM = "another", "Non risponde al mio problema"
    UNCLEAR = "unclear", "È difficile da capire"
    WRONG = "wrong", "È sbagliato o non più vero"
    DID_NOT_WORK = "failed", "Ho fatto così e non ha funzionato"


class SectionVoteQuerySet(models.QuerySet):
    def on(self, section_uid):
        return self.filter(section_uid=section_uid)

    def since(self, day):
        return self.filter(day__gte=day)

    def tenths_of(self, wording: str) -> int | None:
        return tenths_shown(
            **self.filter(wording=wording).aggregate(
                of=Count("pk"), useful=Count("pk", filter=Q(useful=True))
            )
        )

    @transaction.atomic
    def cast(self, section, *, reader: str, useful: bool, reason: str = "") -> None:
        """The reader's vote of today on an EditionSection; a second one takes the first's place.

        `reader` is a network key of the day. Another "no" keeps the reason given before.
        """
        # Whoever votes on the same guide waits here, so that no count misses a vote.
        standing, _ = found_or_made(
            PublicStanding.objects.select_for_update(), guide=section.edition.guide
        )
        vote = self.model(
            edition=section.edition,
            section_uid=section.uid,
            wording=wording_of(section),
            useful=useful,
            reason=reason,
            reader=reader,
        )
        changed = ["edition", "wording", "useful", *(["reason"] if useful or reason else [])]
        self.bulk_create(
            [vote],
            update_conflicts=True,
            unique_fields=["section_uid", "reader"],
            update_fields=changed,
        )
        standing.say(vote.wording, self.tenths_of(vote.wording))


class SectionVote(models.Model):
    """What one reader of a day thought of a section, and the edition they read."""

    edition = models.ForeignKey("guides.Edition", models.CASCADE, related_name="votes")
    section_uid = models.UUIDField()
    wording = models.CharField(max_length=32)
    useful = models.BooleanField("utile")
    reason = models.CharField("perché no", max_length=7, choices=VoteReason, blank=True)
    # A network key of the day: it makes one vote of many, and is forgotten when the day is over.
    reader = models.CharField(max_length=32, null=True)
    day = models.DateField("giorno", default=timezone.localdate)

    objects = SectionVoteQuerySet.as_manager()

    class Meta:
        verbose_name = "voto su una sezione"
        verbose_name_plural = "Ti è stato utile?"
        constraints = [
            models.UniqueConstraint(
                fields=["section_uid", "reader"], name="vote_is_one_a_reader_a_section_a_day"
            ),
            models.CheckConstraint(
                condition=Q(useful=False) | Q(reason=""), name="vote_has_a_reason_only_against"
            ),
        ]
        indexes = [
            models.Index(fields=["wording", "useful"], name="vote_by_wording"),
            models.Index(fields=["day", "section_uid"], name="vote_by_day"),
        ]

    def __str__(self) -> str:
        return f"{'Sì' if self.useful else 'No'}, {self.day}"


retention.register(
    retention.Expiry(
        "voti: impronte di rete",
        lambda terms, now: SectionVote.objects.filter(
            reader__isnull=False, day__lt=timezone.localdate(now) - timedelta(days=1)
        ),
        lambda due: due.update(reader=None),
    )
)
