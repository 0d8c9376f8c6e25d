from django.contrib import admin
from django.db import connection
from django.db.models import TextField
from django.forms import Textarea
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.desk.base import ArrangedTable, DeskAdmin
from guides.desk.history import what_changed
from guides.solver import pictures, uses, work  # noqa: F401 - what they register
from guides.solver.desk_buttons import PublishingButtons
from guides.solver.forms import FlowForm
from guides.solver.help_rows import HelpForm, HelpFormSet
from guides.solver.models import Flow, FlowHelp, FlowOutcome, FlowPath
from guides.solver.shown import outline_of
from guides.text.dates import in_words

SHORT = Textarea(attrs={"rows": 2, "class": "vLargeTextField"})


class PathRows(ArrangedTable):
    model = FlowPath
    fields = ["position", "answers", "outcome"]
    verbose_name_plural = "La tabella delle strade"
    add_text = "Aggiungi una strada"

    def get_formset(self, request, obj=None, **kwargs):
        self.flow = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["queryset"] = FlowOutcome.objects.filter(flow=self.flow)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without links to write an outcome: it has a page, reached from the outline."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        field.widget = getattr(field.widget, "widget", field.widget)
        return field


@admin.register(Flow)
class FlowAdmin(PublishingButtons, DeskAdmin):
    when_held = "Niente dipende da un percorso: se è ritirato puoi eliminarlo."
    form = FlowForm
    inlines = [PathRows]
    change_form_template = "solver/desk/flow.html"
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    help_texts = {
        "topic": "Decide in quale argomento i lettori trovano il percorso.",
        "author": "Chi lo firma: il nome sta in fondo a ogni pagina.",
    }
    fieldsets = [
        ("In cima alla pagina", {"fields": ["title", "summary", "seen"]}),
        (
            "Di che cosa parla, chi lo firma",
            {"fields": [("topic", "company"), "sectors", ("author", "verified_on"), "slug"]},
        ),
    ]
    list_display = ["title", "state", "topic", "verified"]
    list_filter = ["topic"]
    list_select_related = ["live", "topic"]
    search_fields = ["title", "summary", "slug", "outcomes__title", "outcomes__text"]
    ordering = ["sort_key"]
    actions = None

    @admin.display(description="stato")
    def state(self, flow) -> SafeString:
        return format_html('<span class="state state--{}">{}</span>', flow.state, flow.state.label)

    @admin.display(description="verificato il", ordering="verified_on")
    def verified(self, flow) -> str:
        return in_words(flow.verified_on)

    def has_view_permission(self, request, obj=None):
        """A draft is read by those who may write it; everybody else reads the site."""
        return self.has_change_permission(request, obj)

    def get_object(self, request, object_id, from_field=None):
        """The way; while it is being saved, nobody else can save it."""
        flow = super().get_object(request, object_id, from_field)
        if flow is None or request.method != "POST" or not connection.in_atomic_block:
            return flow
        Flow.objects.select_for_update(of=("self",)).filter(pk=flow.pk).first()
        return super().get_object(request, object_id, from_field)

    def get_changeform_initial_data(self, request):
        today = {"verified_on": timezone.localdate()}
        return today | super().get_changeform_initial_data(request)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        form.save_outline()
        if change and what_changed(form, formsets):
            form.instance.revise()

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        if context.get("original") and isinstance(form, FlowForm):
            context["shown"] = outline_of(form)
        return super().render_change_form(request, context, *args, **kwargs)


class HelpRows(ArrangedTable):
    model = FlowHelp
    form, formset = HelpForm, HelpFormSet
    fields = ["position", "what"]
    verbose_name_plural = "Che cosa aiuta, in ordine"
    add_text = "Aggiungi una sezione, una lettera, una scadenza"


@admin.register(FlowOutcome)
class FlowOutcomeAdmin(DeskAdmin):
    when_held = "Niente dipende da un esito: le risposte che ci arrivavano restano da collegare."
    change_form_template = "solver/desk/outcome.html"
    fields = ["flow", "title", "text"]
    list_display = ["title", "flow"]
    list_filter = ["flow"]
    list_select_related = ["flow"]
    search_fields = ["title", "text"]
    inlines = [HelpRows]

    def has_module_permission(self, request):
        """Reached from its way's outline, not from the desk's menu."""
        return False

    def get_readonly_fields(self, request, obj=None):
        return ["flow"] if obj else []

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        if what_changed(form, formsets):
            form.instance.flow.revise()

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        obj.flow.revise()

    def response_post_save_change(self, request, obj):
        return self._to_its_way(obj)

    def response_post_save_add(self, request, obj):
        return self._to_its_way(obj)

    def _to_its_way(self, outcome):
        page = reverse("admin:guides_flow_change", args=[outcome.flow_id])
        return redirect(f"{page}#esito-{outcome.pk}")
