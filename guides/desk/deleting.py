"""Deleting at the desk: what goes along, what holds a record back, and what to do then."""

from itertools import islice

from django.contrib.admin.utils import NestedObjects
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NAMED = 5  # of what holds a record back, so many by name


class Deleting:
    """For the admin of a model: what is on its page goes with it, what others wrote holds it.

    Whoever may delete a record may delete its parts: Django would ask for a permission on each,
    and for what nobody may delete at the desk it would tell an administrator that they lack one.
    """

    when_held = "Finché ci sono, non si può eliminare."

    def get_deleted_objects(self, objs, request):
        collector = NestedObjects(using=objs[0]._state.db or "default", origin=objs)
        collector.collect(objs)
        held = _by_kind(collector.protected)
        return [], self._counts(collector), set(), [self._told(request, *kind) for kind in held]

    def _counts(self, collector) -> dict[str, int]:
        """How many of each kind would go, of those that somebody at the desk knows by name."""
        known = {rows.model for rows in self.inlines} | set(self.admin_site._registry)
        return {
            str(model._meta.verbose_name_plural): len(rows)
            for model, rows in collector.model_objs.items()
            if model in known and model is not self.model
        }

    def _told(self, request, model, rows: list) -> SafeString:
        names = [(self._link(request, row),) for row in islice(rows, NAMED)]
        more = f" e altre {len(rows) - NAMED}" if len(rows) > NAMED else ""
        named = format_html_join(", ", "{}", names)
        kind = str(model._meta.verbose_name_plural).capitalize()
        return format_html("{}: {} ({}{})", kind, len(rows), named, more)

    def _link(self, request, row) -> SafeString:
        page = self.admin_site._registry.get(type(row))
        try:
            name = f"{self.admin_site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
            address = reverse(name, args=[row.pk])
        except NoReverseMatch:
            address = ""
        if not address or not page.has_view_permission(request, row):
            return format_html("«{}»", row)
        return format_html('<a href="{}">«{}»</a>', address, row)

    def render_delete_form(self, request, context):
        context["title"] = "Non si può eliminare" if context["protected"] else "Elimina"
        context["when_held"] = self.when_held
        return super().render_delete_form(request, context)


def _by_kind(rows) -> list[tuple]:
    kinds: dict = {}
    for row in sorted(rows, key=str):
        kinds.setdefault(type(row), []).append(row)
    return sorted(kinds.items(), key=lambda kind: str(kind[0]._meta.verbose_name_plural))
