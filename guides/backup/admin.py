from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from guides.backup import work  # noqa: F401 - said on the first page
from guides.backup.models import Backup
from guides.desk.base import DeskAdmin


@admin.register(Backup)
class BackupAdmin(DeskAdmin):
    """Which backups were made, to look at: they are made by a command."""

    list_display = ["at", "place", "size", "files", "seconds", "outcome"]
    fields = ["at", "place", "size", "files", "seconds", "not_verified", "trouble"]

    @admin.display(description="peso", ordering="bytes")
    def size(self, backup: Backup) -> str:
        return filesizeformat(backup.bytes).replace("bytes", "byte")

    @admin.display(description="com’è andata")
    def outcome(self, backup: Backup) -> str:
        if backup.trouble:
            return f"non riuscita: {backup.trouble}"
        return f"buona, ma {backup.not_verified}" if backup.not_verified else "buona, e verificata"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Backup | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Backup | None = None) -> bool:
        return False
