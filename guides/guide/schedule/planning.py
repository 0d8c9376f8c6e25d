"""Scheduling a publication or a withdrawal, and taking it back."""

from django.db import models, transaction

from guides.guide.comparing import compare
from guides.guide.schedule import carrying
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import Moment
from guides.guide.versions.kept import KeptDraft, keep
from guides.guide.versions.version import of_edition, of_working_copy
from guides.publishing.live_edition import CannotPublish

REPLACED = "Al suo posto ne è stata programmata un’altra."
NOTHING_NEW = "La bozza dice già quello che i lettori vedono: non c’è niente da programmare."
NOT_PUBLIC = (
    "La guida non è pubblicata, e nessuna pubblicazione è programmata: non c’è che cosa ritirare."
)


class Schedulable(models.Model):
    """What can be published or withdrawn at a moment to come."""

    class Meta:
        abstract = True

    @transaction.atomic
    def schedule_publication(
        self, *, by, at: Moment, note: str = "", internal_note: str = ""
    ) -> Schedule:
        """Freeze the working copy as it stands; at that moment it is what readers see.

        A publication that waited already gives its place to this one. Raises CannotPublish.
        """
        guide = self._locked()
        if obstacles := guide.obstacles(by=by):
            raise CannotPublish(obstacles)
        if guide.live and _says_the_same(guide):
            raise CannotPublish([NOTHING_NEW])
        kept = keep(guide, by=by, because=f"programmata per {at.wall:%d/%m/%Y, %H:%M}")
        made = guide._schedule(
            Schedule.Act.PUBLISH, by, at, kept=kept, note=note, internal_note=internal_note
        )
        self.refresh_from_db()
        return made

    @transaction.atomic
    def schedule_withdrawal(self, *, by, at: Moment, because: str) -> Schedule:
        """At that moment the guide is taken down. Raises CannotPublish."""
        guide = self._locked()
        comes_before = guide.schedules.waiting().publications().filter(due_at__lt=at.at)
        if not guide.is_public and not comes_before.exists():
            raise CannotPublish([NOT_PUBLIC])
        return guide._schedule(Schedule.Act.WITHDRAW, by, at, because=because)

    def _locked(self):
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _schedule(self, act: str, by, at: Moment, *, kept: KeptDraft | None = None, **words):
        self.schedules.filter(act=act).recall(by=by, because=REPLACED)
        self.schedules.filter(act=act).mark_seen()
        schedule = Schedule.objects.create(
            guide=self,
            act=act,
            kept=kept,
            due_at=at.at,
            wall_time=at.wall.isoformat(timespec="minutes"),
            zone=at.zone,
            asked_by=by,
            **words,
        )
        carrying.carry_out.using(run_after=at.at).enqueue(schedule.pk)
        return schedule


def _says_the_same(guide) -> bool:
    live = of_edition(guide.live, as_written=True)
    return compare(live, of_working_copy(guide)).is_empty
