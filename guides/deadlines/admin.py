from django.contrib import admin, messages
from django.db.models import TextField
from django.forms import Textarea
from django.urls import path, reverse
from django.utils.html import format_html

from guides.deadlines import desk, outside_links, work  # noqa: F401 - what they register
from guides.deadlines.models import Rule, RuleExample, RuleVersion
from guides.deadlines.uses import uses_of
from guides.desk.base import ArrangedStack, ArrangedTable, DeskAdmin
from guides.facts.law import article_of
from guides.text.dates import in_words

SHORT = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class VersionRows(ArrangedStack):
    model = RuleVersion
    fields = [
        "position",
        *(("number", "unit"), ("more_number", "more_unit"), "regime"),
        *(("valid_from", "valid_until"), ("when", "answer"), "note"),
    ]
    verbose_name_plural = "Quanto dura: vale la prima che corrisponde"
    add_text = "Aggiungi una durata"


class ExampleRows(ArrangedTable):
    model = RuleExample
    fields = ["position", "start", "answers", "end", "why"]
    verbose_name_plural = "Esempi: prima di pubblicare devono tornare tutti"
    add_text = "Aggiungi un esempio"


@admin.register(Rule)
class RuleAdmin(DeskAdmin):
    when_held = "Ritirala prima dal sito, e toglila da dove si usa."
    change_form_template = "deadlines/desk/rule.html"
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "lets", ("topic", "position"), "is_theirs"]}),
        ("Da quando si conta", {"fields": ["starts_from", "judged_by"]}),
        ("Intorno al termine", {"fields": ["before", "after", "if_late"]}),
        (
            "Da dove viene",
            {"fields": ["source_title", "source_address", "source_urn", "source_words"]},
        ),
        (
            "Chi la controlla",
            {"fields": ["is_verified", "disagreement", ("checked_on", "check_by"), "owner"]},
        ),
        ("Dove sta", {"fields": [("companies", "sectors")], "classes": ["collapse"]}),
    ]
    inlines = [VersionRows, ExampleRows]
    list_display = ["name", "state", "topic", "is_verified", "again"]
    list_filter = ["topic", "is_verified", "owner"]
    list_select_related = ["topic", "live"]
    list_per_page = 100
    search_fields = ["name", "slug", "lets", "source_title"]
    ordering = ["sort_key"]
    actions = None

    def get_urls(self):
        of_one = [
            path(
                "<int:pk>/pubblica/", self.admin_site.admin_view(desk.publish), name="rule_publish"
            ),
            path(
                "<int:pk>/ritira/", self.admin_site.admin_view(desk.withdraw), name="rule_withdraw"
            ),
            path("per-parole/", self.admin_site.admin_view(desk.by_words), name="rules_by_words"),
        ]
        return [*of_one, *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        """Texts and addresses ask for it by its name, once readers have seen it."""
        return ["slug"] if obj and obj.pk and obj.editions.exists() else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request, obj=None):
        """Never of a rule that is public, or that something uses."""
        held = obj is not None and (obj.is_public or bool(uses_of(obj)))
        return super().has_delete_permission(request, obj) and not held

    def save_model(self, request, obj, form, change):
        if {"checked_on", "is_verified"} & set(form.changed_data):
            obj.doubt = ""  # somebody has read the source again
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rule = form.instance
        if rule.is_public:  # its place in the lists is no edition's affair
            rule.purge_pages()
            rule.refresh_hits()
        if rule.has_changes:
            self._say_what_is_next(request, rule)

    def _say_what_is_next(self, request, rule) -> None:
        where = reverse("admin:rule_publish", args=[rule.pk])
        words = format_html("I lettori non lo vedono ancora: <a href='{}'>Pubblica…</a>", where)
        messages.info(request, words)

    def render_change_form(self, request, context, *args, **kwargs):
        if rule := context.get("original"):
            context["law"] = article_of(rule)
            context["rule_uses"] = uses_of(rule)
            context["editions"] = rule.editions.select_related("published_by")[:10]
            context["wrong_examples"] = rule.obstacles()
        return super().render_change_form(request, context, *args, **kwargs)

    def is_on_site(self, obj) -> bool:
        return obj.is_public

    @admin.display(description="stato")
    def state(self, rule) -> str:
        if rule.is_public:
            return "pubblicata"
        return "ritirata" if rule.withdrawn_at else "bozza"

    @admin.display(description="da ricontrollare entro", ordering="check_by")
    def again(self, rule) -> str:
        return rule.doubt or (in_words(rule.check_by) if rule.check_by else "")
