from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from guides.comments.models import Comment
from guides.desk.base import DeskAdmin


@admin.register(Comment)
class CommentAdmin(DeskAdmin):
    """To look a comment up; the queue decides on it, and nobody rewrites a reader's words."""

    is_named_in_the_record = False
    list_display = ["author_name", "discussion", "state", "is_editors", "submitted_at"]
    list_filter = ["state", "is_editors"]
    list_select_related = ["discussion__guide__live", "discussion__story"]
    search_fields = ["author_name", "text"]
    readonly_fields = ["queue"]
    fields = ["discussion", "author_name", "text", "state", "queue", "submitted_at", "decided_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def is_on_site(self, obj: Comment) -> bool:
        return obj.is_public and obj.discussion.is_open

    @admin.display(description="decidere")
    def queue(self, comment: Comment) -> str:
        address = reverse("admin:guides_queueitem_change", args=[comment.queue_item_id])
        return format_html('<a href="{}">Aprilo in «Da moderare»</a>', address)
