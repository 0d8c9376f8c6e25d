from django.contrib import admin

from guides.desk.base import ArrangedTable, DatedWhenItChanges, DeskAdmin, OneRecordAdmin
from guides.site import outside_links  # noqa: F401 - what it registers
from guides.site.models import Page, SiteLink, SiteSettings
from guides.site.shortcuts import Shortcut


class SiteLinkRows(ArrangedTable):
    model = SiteLink
    fields = ["position", "kind", "name", "address"]
    add_text = "Aggiungi un collegamento"
    help_texts = {
        "kind": "I social stanno nel loro riquadro, gli altri nostri siti a piè di pagina.",
        "name": "Il testo del collegamento.",
        "address": "L’indirizzo intero, con https://.",
    }


@admin.register(SiteSettings)
class SiteSettingsAdmin(OneRecordAdmin):
    is_administrative = True
    inlines = [SiteLinkRows]
    help_texts = {
        "name": "Sta in cima a ogni pagina e nei risultati dei motori di ricerca.",
        "contact_email": "Sta a piè di pagina: i lettori scrivono qui.",
        "social_title": "Sopra i collegamenti ai vostri social.",
        "story_invitation": "Sta in fondo alle guide e nella pagina iniziale.",
        "footer": "Per esempio chi pubblica il sito. Ogni riga è un paragrafo.",
    }


@admin.register(Page)
class PageAdmin(DatedWhenItChanges, DeskAdmin):
    fields = ["title", "summary", "body", "in_footer", "position", "slug"]
    list_display = ["title", "slug", "in_footer", "position"]
    search_fields = ["title", "summary", "body"]
    prepopulated_fields = {"slug": ["title"]}
    help_texts = {
        "title": "Il titolo in cima alla pagina.",
        "summary": "Una o due frasi sotto il titolo e nei motori di ricerca.",
        "in_footer": "Se acceso, la pagina è fra i collegamenti a piè di pagina.",
        "position": "L’ordine a piè di pagina: prima i numeri bassi.",
        "slug": "L’indirizzo: «chi-siamo» è /chi-siamo/. Se lo cambi, il vecchio non porta qui.",
    }

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if _is_named_by_forms(obj) else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if _is_named_by_forms(obj) else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_named_by_forms(obj)


@admin.register(Shortcut)
class ShortcutAdmin(DeskAdmin):
    when_held = "Niente dipende da una scorciatoia: puoi eliminarla."
    fields = ["kind", "words", "address", "position"]
    list_display = ["words", "kind", "address", "position"]
    list_editable = ["position"]
    list_filter = ["kind"]
    help_texts = {
        "kind": "Le frasi stanno sotto la domanda, quelle urgenti nella riga «Urgente».",
        "position": "Prima i numeri bassi. Tre di ogni tipo bastano.",
    }


def _is_named_by_forms(page: Page | None) -> bool:
    return page is not None and page.slug in Page.NAMED_BY_FORMS
