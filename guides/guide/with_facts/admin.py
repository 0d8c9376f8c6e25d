from django.contrib import admin, messages
from django.db.models import TextField
from django.forms import Media, Textarea
from django.urls import path
from django.utils import timezone

from guides.desk.base import DeskAdmin
from guides.desk.widgets import script
from guides.facts import completing, sources  # noqa: F401 - what the second registers
from guides.facts.kinds import COLUMNS, Kind
from guides.facts.law import article_of
from guides.facts.models import Fact
from guides.guide.with_facts import uses, work  # noqa: F401 - said on the first page
from guides.guide.with_facts.changing import CannotChange, ChangedMeanwhile, change
from guides.guide.with_facts.forms import FactForm
from guides.site.models import SiteSettings
from guides.text.dates import in_words

VALUE = "Il valore"
SHORT = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
TRIES = 3  # a change that something overtakes is looked at again


class DueFilter(admin.SimpleListFilter):
    title, parameter_name = "da guardare", "guarda"

    def lookups(self, request, model_admin):
        return [("adesso", "Da ricontrollare"), ("scaduti", "Scaduti"), ("no", "Non verificati")]

    def queryset(self, request, queryset):
        asked = {
            "adesso": queryset.to_look_at,
            "scaduti": queryset.expired,
            "no": lambda: queryset.filter(is_verified=False),
        }
        return asked[self.value()]() if self.value() in asked else queryset


@admin.register(Fact)
class FactAdmin(DeskAdmin):
    when_held = (
        "Togli prima il fatto dai testi che lo usano e, se sono pubblicati, pubblicali di nuovo."
    )
    form = FactForm
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    change_form_template = "guide/desk/fact.html"
    prepopulated_fields = {"key": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "key", "kind"]}),
        (
            VALUE,
            {
                "fields": [
                    ("number", "unit"),
                    *("amount", "place", "telephone", "email"),
                    *("link", "link_words", "words"),
                ],
                "description": "Compila solo le caselle del tipo che hai scelto.",
                "classes": ["fact-value"],
            },
        ),
        ("Quando vale", {"fields": [("valid_from", "valid_until"), "tells_readers"]}),
        (
            "Da dove viene",
            {"fields": ["source_title", "source_address", "source_urn", "source_words"]},
        ),
        (
            "Chi lo controlla",
            {
                "fields": [
                    *("is_verified", "disagreement"),
                    ("checked_on", "check_by"),
                    "owner",
                ]
            },
        ),
    ]
    list_display = ["name", "said", "kind", "is_verified", "until", "again"]
    list_filter = [DueFilter, "kind", "is_verified", "owner"]
    list_per_page = 100
    search_fields = ["name", "key", "words", "place", "telephone", "email", "source_title"]
    search_help_text = "Cerca nel nome, nel valore e nella fonte."
    ordering = ["sort_key"]
    actions = None

    @property
    def media(self) -> Media:
        return super().media + Media(js=[script("facts")])

    def get_urls(self):
        found = self.admin_site.admin_view(completing.by_words)
        return [path("per-parole/", found, name="facts_by_words"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        """Texts ask for the formats of its kind."""
        return ["kind"] if obj else []

    def get_fieldsets(self, request, obj=None):
        """Of the boxes for the value only those of its kind, once it has one."""
        sets = super().get_fieldsets(request, obj)
        if obj is None or not obj.kind:
            return sets
        boxes = {"fields": [COLUMNS[Kind(obj.kind)]]}
        return [(title, boxes if title == VALUE else options) for title, options in sets]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.may_publish = may_publish_again(request.user)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        for _ in range(TRIES):
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except (ChangedMeanwhile, CannotChange):
                continue  # all undone: the form now shows what came in between
        messages.error(
            request, "Non abbiamo salvato: le guide cambiano in questo momento. Riprova."
        )
        request.method = "GET"
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if {"checked_on", "is_verified"} & set(form.changed_data):
            obj.doubt = ""  # somebody has read the source again
        if not change or not form.has_changed():
            super().save_model(request, obj, form, change)
            return
        editions = _changed(obj, by=request.user, form=form)
        if editions:
            titles = ", ".join(f"«{edition.title}»" for edition in editions)
            said = "Pubblicata di nuovo" if len(editions) == 1 else "Pubblicate di nuovo"
            messages.success(request, f"{said}: {titles}.")

    def render_change_form(self, request, context, *args, **kwargs):
        if fact := context.get("original"):
            context["law"] = article_of(fact)
            context["live_uses"] = uses.on_the_site(fact)
            context["uses"] = uses.only_written(fact)
            context["may_see_guides"] = request.user.has_perm("guides.view_guide")
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="che cosa dice")
    def said(self, fact) -> str:
        return fact.value

    @admin.display(description="vale fino al", ordering="valid_until")
    def until(self, fact) -> str:
        if fact.valid_until is None:
            return ""
        end = in_words(fact.valid_until)
        return f"{end}: scaduto" if fact.valid_until < timezone.localdate() else end

    @admin.display(description="da ricontrollare entro", ordering="check_by")
    def again(self, fact) -> str:
        return fact.doubt or (in_words(fact.check_by) if fact.check_by else "")


def may_publish_again(user) -> bool:
    """Where a guide wants a second person, only who administers changes what is published."""
    alone = user.is_superuser or SiteSettings.current().may_publish_alone
    return alone and user.has_perm("guides.publish_guide")


def _changed(fact: Fact, *, by, form: FactForm) -> list:
    note = form.cleaned_data.get("note") or ""
    if form.plan and form.plan.pages and not note:
        note = form.said_to_readers(form.before)
    return change(fact, by=by, note=note, shown=form.plan.digest if form.plan else "")
