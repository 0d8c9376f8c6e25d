"""The page of the acts: administrators look at it, nobody writes in it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone

from guides.record.models import AdministrativeAct, Verb, record
from guides.record.password import always, asks_password
from guides.record.spreadsheet import lines, name_of_file


class PersonFilter(admin.SimpleListFilter):
    """By who did it: people and commands that are in the record."""

    title, parameter_name = "chi", "chi"

    def lookups(self, request, model_admin):
        names = AdministrativeAct.objects.order_by("actor_name").values_list(
            "actor_name", flat=True
        )
        return [(name, name) for name in names.distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(actor_name=self.value()) if self.value() else queryset


class KindFilter(PersonFilter):
    title, parameter_name = "che cosa", "cosa"

    def lookups(self, request, model_admin):
        kinds = AdministrativeAct.objects.exclude(kind="").order_by("kind")
        return [(kind, kind) for kind in kinds.values_list("kind", flat=True).distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(AdministrativeAct)
class ActsAdmin(admin.ModelAdmin):
    """Filters, a page for each act, and the file of what the filters leave."""

    list_display = ["at", "actor_name", "verb", "kind", "about_name", "what"]
    list_filter = ["verb", KindFilter, PersonFilter]
    search_fields = ["actor_name", "about_name", "note"]
    date_hierarchy = "at"
    list_per_page = 50
    change_list_template = "record/acts.html"
    # How many, as "atti": admin/guides/administrativeact/pagination.html, found by Django itself.
    fields = ["at", "actor_name", "verb", "kind", "about_name", "about_key", "changes", "note"]
    readonly_fields = ["changes"]
    actions = None

    @admin.display(description="in breve")
    def what(self, act: AdministrativeAct) -> str:
        return act.note or ", ".join(sorted({*act.before, *act.after}))

    @admin.display(description="prima e dopo")
    def changes(self, act: AdministrativeAct) -> str:
        names = dict.fromkeys([*act.before, *act.after])
        values = [(name, act.before.get(name), act.after.get(name)) for name in names]
        rows = [(name, _in_words(before), _in_words(after)) for name, before, after in values]
        return render_to_string("record/_changes.html", {"rows": rows})

    def get_urls(self):
        csv = path("file.csv", self.admin_site.admin_view(self.file), name="acts_file")
        return [csv, *super().get_urls()]

    @asks_password(when=always)
    def file(self, request: HttpRequest) -> StreamingHttpResponse:
        """What the filters leave, as comma-separated values."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        acts = self.get_changelist_instance(request).get_queryset(request)
        record(Verb.EXPORT, by=request.user, kind=str(self.opts.verbose_name_plural))
        response = StreamingHttpResponse(
            lines(acts.iterator()), content_type="text/csv; charset=utf-8"
        )
        name = name_of_file(timezone.localtime())
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response

    def changelist_view(self, request, extra_context=None):
        title = {"title": "Registro degli atti"}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


def _in_words(value) -> str:
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, list):
        return "; ".join(str(one) for one in value) or "—"
    return "—" if value in (None, "") else str(value)
