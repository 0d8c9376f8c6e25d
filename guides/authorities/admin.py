from django.contrib import admin

from guides.authorities import outside_links  # noqa: F401 - what it registers
from guides.authorities.models import Authority
from guides.desk.base import DatedWhenItChanges, DeskAdmin


@admin.register(Authority)
class AuthorityAdmin(DatedWhenItChanges, DeskAdmin):
    when_held = "Niente dipende da un’autorità: puoi eliminarla."
    fieldsets = [
        (None, {"fields": ["name", "full_name", "problem", "purpose"]}),
        ("Che cosa sapere", {"fields": ["cost", "when", "how", "website"]}),
        ("La fonte", {"fields": ["source_title", "source", "verified_on"]}),
        ("Dove sta", {"fields": [("sectors", "topics"), "position", "slug"]}),
    ]
    list_display = ["name", "verified_on", "position"]
    list_editable = ["position"]
    list_filter = ["sectors", "topics"]
    search_fields = ["name", "full_name", "problem", "purpose", "when", "how"]
    prepopulated_fields = {"slug": ["name"]}
    help_texts = {
        "name": "Come la chiamano tutti: «AGCOM e Corecom».",
        "full_name": "Per esempio «Autorità per le garanzie nelle comunicazioni».",
        "cost": "Per esempio «Gratuito».",
        "website": "Il sito ufficiale, con https://: chi legge lo tocca.",
        "source_title": "La pagina in cui l’hai letto: «ABF, come presentare ricorso».",
        "source": "L’indirizzo intero, con https://.",
    }
