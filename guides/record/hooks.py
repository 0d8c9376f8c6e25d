"""The one place where the desk writes acts: its saves and its deletions go through here.

Django's own LogEntry stays: it is the history of a record, which colleagues read there, and goes
or changes with whatever changes its table. An act says before and after, and nothing changes it.
"""

from collections.abc import Collection

from guides.record.comparing import before_and_after, what_it_holds
from guides.record.models import Verb, record


class Recorded:
    """For a ModelAdmin: every deletion is an act; with `is_administrative` every save is one."""

    is_administrative = False
    # Of these boxes the record says that they changed and not what they say.
    unrecorded: Collection[str] = frozenset()
    # False where what a row calls itself may be a reader's words or address.
    is_named_in_the_record = True

    def record_save(self, request, form, formsets, *, add: bool) -> None:
        """Called once for each save, within its transaction, when all its parts are written."""
        if not self.is_administrative:
            return
        before, after = before_and_after(form, formsets, silent=self.unrecorded)
        if add or before or after:
            record(
                Verb.ADD if add else Verb.CHANGE,
                by=request.user,
                about=form.instance,
                name=self.name_in_the_record(form.instance),
                before={} if add else before,
                after=after,
            )

    def log_deletions(self, request, queryset):
        for row in queryset:
            held = what_it_holds(row, silent=self.unrecorded) if self.is_administrative else {}
            name = self.name_in_the_record(row)
            record(Verb.DELETE, by=request.user, about=row, name=name, before=held)
        return super().log_deletions(request, queryset)

    def name_in_the_record(self, row) -> str:
        return str(row) if self.is_named_in_the_record else ""
