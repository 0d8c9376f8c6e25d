from django.contrib import admin

from guides.companies import outside_links  # noqa: F401 - what it registers
from guides.companies.channel import ContactChannel
from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.desk.base import ArrangedTable, DatedWhenItChanges, DeskAdmin


class ContactRows(ArrangedTable):
    model = ContactChannel
    fields = ["position", "kind", "name", "value", "hours", "cost", "note", "verified_on"]
    verbose_name_plural = "Come si raggiunge"
    add_text = "Aggiungi un contatto"
    help_texts = {
        "kind": "Decide se chi legge può toccarlo per chiamare o scrivere.",
        "hours": "Per esempio «lun-ven 9-18».",
        "cost": "Per esempio «gratuito» o «a pagamento».",
        "note": "Che cosa serve sapere prima di usarlo.",
    }


@admin.register(Company)
class CompanyAdmin(DatedWhenItChanges, DeskAdmin):
    when_held = (
        "Nelle guide e nelle storie scegli prima un’altra azienda, o nessuna. Le edizioni già "
        "pubblicate restano nell’archivio e la citano: se ce ne sono, puoi cambiarle nome ma non "
        "eliminarla."
    )
    fields = ["name", "description", "sector", "website", "slug"]
    list_display = ["name", "sector", "slug", "updated_at"]
    list_filter = ["sector"]
    list_select_related = ["sector"]
    search_fields = ["name", "description", "website", "channels__value"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ContactRows]
    help_texts = {
        "name": "Come la chiamano i lettori: «Poste Italiane», non la ragione sociale.",
        "website": "Il sito ufficiale, con https://.",
    }


@admin.register(Sector)
class SectorAdmin(DeskAdmin):
    when_held = (
        "Nelle aziende scegli prima un altro settore, o nessuno. Le edizioni già pubblicate lo "
        "citano: se ce ne sono, puoi cambiargli nome ma non eliminarlo."
    )
    fields = ["name", "every_company"]
    list_display = ["name", "every_company"]
    search_fields = ["name", "every_company"]
    help_texts = {"name": "Per esempio «Telefonia e internet»: serve a chi scrive."}
