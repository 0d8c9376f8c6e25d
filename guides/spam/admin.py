from django.contrib import admin
from django.http import HttpRequest

from guides.desk.base import DeskAdmin
from guides.spam.models import BlockedTerm


@admin.register(BlockedTerm)
class BlockedTermAdmin(DeskAdmin):
    is_administrative = True
    is_named_in_the_record, unrecorded = False, {"term", "note"}  # it may be somebody’s address
    list_display = ["term", "kind", "note", "added_by", "added_at"]
    list_filter = ["kind"]
    search_fields = ["term", "note"]
    list_select_related = ["added_by"]

    def save_model(self, request: HttpRequest, obj: BlockedTerm, form, change: bool) -> None:
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)
