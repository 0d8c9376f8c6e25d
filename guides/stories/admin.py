from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from guides.desk.base import DeskAdmin
from guides.stories.models import Story

OF_THE_READER = ["author_name", "title", "text", "asked", "answered", "used_on", "has_proof"]
OF_THE_QUEUE = ["state", "submitted_at", "decided_at", "queue", "attached"]


@admin.register(Story)
class StoryAdmin(DeskAdmin):
    """What the newsroom adds to a story. Its words are the reader's; the queue decides on it."""

    is_named_in_the_record = False
    list_display = ["title", "company_name", "outcome", "state", "submitted_at"]
    list_filter = ["state", "outcome", "topic"]
    list_select_related = ["company"]
    search_fields = ["title", "text", "asked", "answered", "author_name", "company__name"]
    search_help_text = "Cerca nel titolo, nel racconto, nel nome e nell’azienda."
    readonly_fields = [*OF_THE_QUEUE, *OF_THE_READER]
    fieldsets = [
        (None, {"fields": OF_THE_QUEUE}),
        ("Scritto da chi racconta", {"fields": OF_THE_READER}),
        ("Dove sta", {"fields": ["company", "typed_company", "topic", "outcome"]}),
        ("Che cosa aggiunge la redazione", {"fields": ["verification"]}),
        ("La risposta dell’azienda", {"fields": ["company_answer", "company_answered_on"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Story, form, change: bool) -> None:
        """Only what was changed is written: meanwhile its author may have erased the rest."""
        if form.has_changed():
            obj.edited_at = timezone.now()
            obj.save(update_fields=[*form.changed_data, "edited_at"])

    @admin.display(description="azienda")
    def company_name(self, story: Story) -> str:
        return story.company_name

    @admin.display(description="decidere")
    def queue(self, story: Story) -> str:
        address = reverse("admin:guides_queueitem_change", args=[story.queue_item_id])
        return format_html('<a href="{}">Aprila in «Da moderare»</a>', address)

    @admin.display(description="allegati, solo per noi")
    def attached(self, story: Story) -> str:
        links = [(address, label) for label, address in story.queue_files]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "nessuno"
