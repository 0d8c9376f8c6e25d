"""Who changed which section of a guide, when, and what of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.desk.history import changed_rows
from guides.text.fields import CharField


class SectionEditQuerySet(models.QuerySet):
    def since(self, moment):
        """After that moment; all of them when there is none."""
        return self.filter(at__gt=moment) if moment else self

    def until(self, moment):
        return self.filter(at__lte=moment) if moment else self


class SectionEdit(models.Model):
    """One save of one section by one person: written with the save itself."""

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="section_edits")
    section_uid = models.UUIDField(db_index=True)
    section_title = CharField("sezione", max_length=140)
    what = CharField("che cosa", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("quando", default=timezone.now)

    objects = SectionEditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "modifica di una sezione"
        verbose_name_plural = "modifiche delle sezioni"

    def __str__(self) -> str:
        return f"Sezione «{self.section_title}»: {self.what}"


def note_edits(guide, changes: list[tuple], *, by) -> None:
    """Write down (uid, title, what) of each section that a save changed."""
    SectionEdit.objects.bulk_create(
        SectionEdit(guide=guide, section_uid=uid, section_title=title[:140], what=what[:200], by=by)
        for uid, title, what in changes
    )


def section_changes(formsets) -> list[tuple]:
    """(uid, title, what) of each section that a save at the desk changed."""
    changes = []
    for rows in formsets:
        if hasattr(rows.model, "uid"):
            changes += [(row, "nuova") for row in rows.new_objects]
            changes += changed_rows(rows)
            changes += [(row, "tolta") for row in rows.deleted_objects]
    return [(row.uid, row.title, what) for row, what in changes]
