from django.contrib import admin
from django.db import connection
from django.db.models import TextField
from django.forms import Media, Textarea
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.desk.base import ArrangedStack, ArrangedTable, DeskAdmin
from guides.desk.history import what_changed
from guides.desk.widgets import script
from guides.guide import (  # noqa: F401 - what they register
    deadline_uses,
    outside_links,
    presence,
    work,
)
from guides.guide.addresses import OldGuideSlug
from guides.guide.begun_section import BegunFromAQuestion
from guides.guide.checks.page import ChecksPage
from guides.guide.desk_buttons import PublishingButtons
from guides.guide.editions import Edition
from guides.guide.fact_check.buttons import OutsideButtons
from guides.guide.forms import GuideForm, SectionForm, SectionFormSet, last_author
from guides.guide.found_in import GuideList, titled
from guides.guide.freshness.desk import ReviewFilter, only_care
from guides.guide.merging import merged
from guides.guide.models import Guide, Section, Source
from guides.guide.review.asking import colleagues
from guides.guide.review.pages import ReviewPages
from guides.guide.schedule.buttons import ScheduleButtons
from guides.guide.trial import Trial
from guides.guide.versions.edits import note_edits, section_changes
from guides.guide.versions.pages import VersionPages
from guides.guide.versions.version import edition_key
from guides.publishing.live_edition import PublicationState
from guides.text.dates import in_words

SHORT = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
OWNERS = ("owner", admin.RelatedOnlyFieldListFilter)


class SectionRows(BegunFromAQuestion, ArrangedStack):
    model = Section
    form, formset = SectionForm, SectionFormSet
    fields = ["position", "title", "level", "problem", "body", "slug", "question"]
    verbose_name_plural = "Le sezioni"
    add_text = "Aggiungi una sezione"
    scripts = (*ArrangedStack.scripts, script("sections"))
    help_texts = {"title": "Il titolo della sezione, che sta anche fra i contenuti."}


class SourceRows(ArrangedTable):
    model = Source
    fields = ["position", "title", "address", "publisher", "consulted_on"]
    verbose_name_plural = "Le fonti"
    add_text = "Aggiungi una fonte"
    help_texts = {
        "title": "Il nome del documento o della pagina.",
        "address": "L’indirizzo intero, con https://.",
        "publisher": "Per esempio «Normattiva» o «Autorità per le comunicazioni».",
        "consulted_on": "L’ultimo giorno in cui l’hai letta: i lettori lo vedono.",
    }


class ToRead(admin.TabularInline):
    """Rows that are shown and never written here."""

    extra = 0
    add_text = ""
    classes = ["collapse"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class EditionRows(ToRead):
    model = Edition
    fields = ["number", "published_at", "published_by", "note", "internal_note", "compared"]
    readonly_fields = ["compared"]
    ordering = ["-number"]
    verbose_name_plural = "Le edizioni pubblicate"

    @admin.display(description="che cosa è cambiato")
    def compared(self, edition):
        address = reverse("admin:guide_compare", args=[edition.guide_id])
        words = "Confronta con la bozza e ripristina"
        return format_html('<a href="{}?da={}">{}</a>', address, edition_key(edition), words)


class OldAddressRows(ToRead):
    model = OldGuideSlug
    fields = ["slug"]
    verbose_name_plural = "I vecchi indirizzi che portano qui"


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "stato", "stato"

    def lookups(self, request, model_admin):
        return PublicationState.choices

    def queryset(self, request, queryset):
        return (
            queryset.in_state(self.value()) if self.value() in PublicationState.values else queryset
        )


@admin.register(Guide)
class GuideAdmin(
    Trial,
    ChecksPage,
    OutsideButtons,
    ReviewPages,
    ScheduleButtons,
    PublishingButtons,
    VersionPages,
    DeskAdmin,
):
    when_held = (
        "Quello che hanno scritto i lettori non si cancella insieme alla guida. Lasciala ritirata: "
        "chi arriva al suo indirizzo legge il motivo che hai scritto."
    )
    form = GuideForm
    inlines = [SectionRows, SourceRows, EditionRows, OldAddressRows]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    help_texts = {
        "topic": "Decide in quale argomento i lettori trovano la guida.",
        "author": "Chi la firma: il nome sta sotto il titolo e il riquadro in fondo.",
    }
    fieldsets = [
        ("In cima alla pagina", {"fields": ["title", "summary", "introduction", "seen"]}),
        (
            "Di che cosa parla, chi la firma",
            {
                "fields": [
                    ("topic", "company"),
                    ("other_companies", "sectors"),
                    ("author", "verified_on"),
                ]
            },
        ),
        ("Chi la segue", {"fields": [("owner", "review_by")], "classes": ["collapse"]}),
        ("Copertina", {"fields": ["cover", "cover_alt"], "classes": ["collapse"]}),
        ("Indirizzo", {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    list_display = ["titled", "state", "verified", "topic", "company"]
    list_filter = [StateFilter, ReviewFilter, OWNERS, "topic", "company", "author"]
    list_select_related = ["live", "topic", "company", "author"]
    list_per_page = 50
    search_fields = [
        *("title", "summary", "introduction", "slug"),
        *("sections__title", "sections__problem", "sections__body"),
        *("sources__title", "sources__address", "sources__publisher"),
    ]
    search_help_text = "Cerca nel titolo, nei testi, nei problemi, nelle sezioni e nelle fonti."
    ordering = ["verified_on", "sort_key"]
    actions = None

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        begun = inline.begun(request, obj) if isinstance(inline, SectionRows) else []
        return kwargs | ({"initial": begun} if begun else {})

    def has_view_permission(self, request, obj=None):
        """A draft is read by those who may write it; everybody else reads the site."""
        return self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        """Without `seen`, the form's hidden version, for people who may only read."""
        sets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or obj is None:
            return sets
        return [
            (title, options | {"fields": [f for f in options["fields"] if f != "seen"]})
            for title, options in sets
        ]

    @property
    def media(self) -> Media:
        return super().media + Media(
            js=[script("presence"), script("find_replace"), script("publishing")]
        )

    def get_changelist(self, request, **kwargs):
        return GuideList

    @admin.display(description="titolo", ordering="title")
    def titled(self, guide) -> str:
        return titled(guide)

    @admin.display(description="stato")
    def state(self, guide) -> SafeString:
        return format_html(
            '<span class="state state--{}">{}</span>', guide.state, guide.state.label
        )

    @admin.display(description="verificata il", ordering="verified_on")
    def verified(self, guide):
        return in_words(guide.verified_on)

    def get_object(self, request, object_id, from_field=None):
        """The guide; while it is being saved or deleted, nobody else can save it."""
        guide = super().get_object(request, object_id, from_field)
        if guide is None or request.method != "POST" or not connection.in_atomic_block:
            return guide
        Guide.objects.select_for_update().filter(pk=guide.pk).first()  # waits for whoever is saving
        guide = super().get_object(request, object_id, from_field)
        request.POST = merged(request.POST, guide)
        return guide

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.colleagues = colleagues(request.user)
        if obj is None and "title" in form.base_fields:
            form.base_fields["title"].widget.attrs["autofocus"] = True
        return form

    def get_changeform_initial_data(self, request):
        """A guide begun today was checked today, by whom this editor last wrote for."""
        begun = {"verified_on": timezone.localdate(), "author": last_author(request.user)}
        return begun | super().get_changeform_initial_data(request)

    def get_inlines(self, request, obj):
        return self.inlines if obj else [SectionRows, SourceRows]

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        changes = what_changed(form, formsets)
        if change and changes:
            if only_care(form, changes):
                form.instance.revise_care()
            else:
                form.instance.revise()
            note_edits(form.instance, section_changes(formsets), by=request.user)
            form.instance.follow_its_author(request.user)

    def render_change_form(self, request, context, *args, **kwargs):
        guide = context.get("original")
        if guide is not None and self.has_change_permission(request, guide):
            presence.enter(guide, request.user)
            context["others"] = presence.others(guide, request.user)
        return super().render_change_form(request, context, *args, **kwargs)
