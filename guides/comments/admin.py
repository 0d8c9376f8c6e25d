from django.contrib import admin
from django.http import HttpRequest

from guides.comments.models import Comment
from guides.editing.desk import DeskAdmin


@admin.register(Comment)
class CommentAdmin(DeskAdmin):
    """To look a comment up; the queue decides on it, and nobody rewrites a reader's words."""

    list_display = ["author_name", "discussion", "state", "is_editors", "submitted_at"]
    list_filter = ["state", "is_editors"]
    list_select_related = ["discussion__guide__live", "discussion__story"]
    search_fields = ["author_name", "text"]
    fields = ["discussion", "author_name", "text", "state", "submitted_at", "decided_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
