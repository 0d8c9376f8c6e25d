"""Rows that pages show: loading one is noted, changing one is made known."""

from django.db import models, transaction

from guides.pages.models import purge
from guides.pages.tags import shows


class Noted(models.Model):
    """A row that is noted on the page being rendered as soon as it is loaded."""

    # The row's tag, its columns in braces: "topic:{id}".
    shown_as = ""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.remember()
        shows(*row.known_as)
        return row

    # All the tags this instance had when it was loaded or saved.
    known_as: frozenset[str] = frozenset()

    def remember(self) -> None:
        self.known_as |= {self.shown_tag}

    @property
    def shown_tag(self) -> str:
        """This row's tag, "" while a column it needs is deferred: noting makes no query."""
        try:
            return self.shown_as.format_map(vars(self))
        except KeyError:
            return ""


class TrackedQuerySet(models.QuerySet):
    """Changing many rows at once makes each known too."""

    @transaction.atomic
    def update(self, **fields) -> int:
        pks = list(self.values_list("pk", flat=True))
        self._purge_pages_of(pks)
        changed = super().update(**fields)
        self._purge_pages_of(pks)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def delete(self):
        self._purge_pages_of(list(self.values_list("pk", flat=True)))
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    @transaction.atomic
    def bulk_create(self, rows, *args, **kwargs):
        made = super().bulk_create(rows, *args, **kwargs)
        purge(*(tag for row in made for tag in row.changed_tags()))
        return made

    def _purge_pages_of(self, pks: list) -> None:
        rows = self.model._base_manager.filter(pk__in=pks)
        purge(*(tag for row in rows for tag in row.changed_tags()))


class Tracked(Noted):
    """A row that readers see as soon as it is saved."""

    # Tags of the lists in which a row of this kind appears.
    listed_in: tuple[str, ...] = ()

    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # relations write through it

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        purge(*self.saved_tags())
        self.remember()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        tags = self.changed_tags()
        deleted = super().delete(*args, **kwargs)
        purge(*tags)
        return deleted

    def changed_tags(self) -> set[str]:
        """What pages must forget when this row is written or deleted, whatever is new in it."""
        return {self.shown_tag, *self.known_as, *self.listed_in}

    def saved_tags(self) -> set[str]:
        """What pages must forget of what this instance just saved."""
        return self.changed_tags()
