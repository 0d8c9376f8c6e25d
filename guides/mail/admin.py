from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from guides.desk.base import DeskAdmin
from guides.mail import delivery
from guides.mail.models import Letter, LetterQuerySet


@admin.register(Letter)
class LetterAdmin(DeskAdmin):
    """The outbox, to look at: what waits, since when, and why."""

    list_display = ["template", "to", "state", "attempts", "trouble", "written_at", "sent_at"]
    list_filter = ["state", "template"]
    search_fields = ["to", "about"]
    date_hierarchy = "written_at"
    actions = ["send_again"]
    exclude = ["text", "unsubscribe_url"]  # they may hold a reader's private link

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False

    @admin.action(description="Ritenta ora le lettere scelte", permissions=["delete"])
    @transaction.atomic
    def send_again(self, request: HttpRequest, letters: LetterQuerySet) -> None:
        for letter in letters.filter(state__in=[Letter.State.QUEUED, Letter.State.REFUSED]):
            letter.delay(until=timezone.now(), because=letter.trouble)
            delivery.queue(letter)
        self.message_user(request, "Il prossimo giro del postino ritenterà queste lettere.")
