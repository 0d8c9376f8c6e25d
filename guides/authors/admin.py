from django.contrib import admin

from guides.authors import outside_links  # noqa: F401 - what it registers
from guides.authors.models import Author, AuthorLink
from guides.desk.base import ArrangedTable, DatedWhenItChanges, DeskAdmin


class AuthorLinkRows(ArrangedTable):
    model = AuthorLink
    fields = ["position", "kind", "title", "address"]
    add_text = "Aggiungi un collegamento"
    help_texts = {
        "kind": "Le pubblicazioni e i profili stanno in due elenchi diversi.",
        "title": "Il testo del collegamento.",
        "address": "L’indirizzo intero, con https://.",
    }


@admin.register(Author)
class AuthorAdmin(DatedWhenItChanges, DeskAdmin):
    when_held = (
        "Nelle guide scegli prima un’altra firma. Le edizioni già pubblicate restano nell’archivio "
        "con la loro: se ce ne sono, puoi cambiarle nome ma non eliminarla."
    )
    fields = ["name", "one_line", "biography", "is_person", "slug"]
    list_display = ["name", "one_line"]
    search_fields = ["name", "one_line", "biography"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AuthorLinkRows]
    help_texts = {
        "name": "Come firma le guide.",
        "slug": "L’ultima parte dell’indirizzo: /autori/redazione/.",
    }
