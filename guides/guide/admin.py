from django.contrib import admin
from django.db.models import TextField
from django.forms import Textarea

from guides.editing.desk import ArrangedStack, ArrangedTable, DeskAdmin
from guides.guide.models import Guide, Section, Source
from guides.search.desk import StartedFromAQuestion

SHORT = Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class SectionRows(StartedFromAQuestion, ArrangedStack):
    model = Section
    fields = ["position", "title", "level", "problem", "body", "slug"]
    verbose_name_plural = "Le sezioni"
    add_text = "Aggiungi una sezione"


class SourceRows(ArrangedTable):
    model = Source
    fields = ["position", "title", "address", "publisher", "consulted_on"]
    verbose_name_plural = "Le fonti"
    add_text = "Aggiungi una fonte"


@admin.register(Guide)
class GuideAdmin(DeskAdmin):
    inlines = [SectionRows, SourceRows]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    fieldsets = [
        ("In cima alla pagina", {"fields": ["title", "summary", "introduction"]}),
        (
            "Di che cosa parla, chi la firma",
            {"fields": [("topic", "company"), ("author", "verified_on")]},
        ),
        ("Copertina", {"fields": ["cover", "cover_alt"], "classes": ["collapse"]}),
        ("Indirizzo", {"fields": ["slug"], "classes": ["collapse"]}),
    ]
