from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from guides.desk.base import DeskAdmin
from guides.mail import delivery, work  # noqa: F401 - said on the first page
from guides.mail.kinds import kind_of
from guides.mail.models import Letter, LetterQuerySet


class KindFilter(admin.SimpleListFilter):
    """By what a letter is about, in its own subject's words."""

    title, parameter_name = "di che cosa parla", "modello"

    def lookups(self, request, model_admin):
        templates = Letter.objects.order_by("template").values_list("template", flat=True)
        return [(template, kind_of(template)) for template in templates.distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(template=self.value()) if self.value() else queryset


@admin.register(Letter)
class LetterAdmin(DeskAdmin):
    """The outbox, to look at: what waits, since when, and why."""

    is_named_in_the_record = False
    list_display = ["kind", "to", "state", "attempts", "trouble", "written_at", "sent_at"]
    list_filter = ["state", KindFilter]
    search_fields = ["to", "about"]
    date_hierarchy = "written_at"
    actions = ["send_again"]
    # Never its text: it may hold a reader's private link.
    fields = ["kind", "to", "state", "attempts", "trouble", "written_at", "due_at", "sent_at"]

    @admin.display(description="di che cosa parla", ordering="template")
    def kind(self, letter: Letter) -> str:
        return kind_of(letter.template)

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
