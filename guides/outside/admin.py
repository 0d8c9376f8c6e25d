from django.contrib import admin
from django.utils.html import format_html, format_html_join

from guides.desk.base import DeskAdmin
from guides.outside import work  # noqa: F401 - said on the first page
from guides.outside.models import OutsideAddress
from guides.outside.uses import all_uses
from guides.text.dates import in_words


@admin.register(OutsideAddress)
class OutsideAddressAdmin(DeskAdmin):
    """To look at: what does not work is mended where it is used."""

    list_display = ["address", "state", "reason", "failing", "checked"]
    list_filter = ["state"]
    search_fields = ["address", "reason"]
    search_help_text = "Cerca nell’indirizzo e nel perché."
    readonly_fields = [
        "open",
        "state",
        "reason",
        "new_address",
        "failing",
        "checked",
        "changed",
        "used",
    ]
    fields = (*readonly_fields,)
    ordering = ["-failing_since", "address"]
    actions = None

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description="indirizzo")
    def open(self, row):
        return format_html('<a href="{0}" rel="external noopener">{0}</a>', row.address)

    @admin.display(description="indirizzo nuovo")
    def new_address(self, row):
        return row.leads_to or "nessuno"

    @admin.display(description="non va dal", ordering="failing_since")
    def failing(self, row) -> str:
        return in_words(row.failing_since) if row.failing_since else ""

    @admin.display(description="controllato il", ordering="checked_at")
    def checked(self, row) -> str:
        return in_words(row.checked_at) if row.checked_at else "mai"

    @admin.display(description="il testo è cambiato il")
    def changed(self, row) -> str:
        return in_words(row.changed_at) if row.changed_at else ""

    @admin.display(description="dove è usato")
    def used(self, row):
        found = all_uses().get(row.address, [])
        places = dict.fromkeys((use.desk, use.where) for use in found)
        links = format_html_join("", '<li><a href="{}">{}</a></li>', places)
        return format_html("<ul>{}</ul>", links) if links else "Da nessuna parte: sparirà."
