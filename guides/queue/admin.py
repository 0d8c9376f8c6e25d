"""The room's place at the desk: the queue itself, and the records that moderators keep."""

from functools import update_wrapper

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path

from guides.desk.base import DeskAdmin, OneRecordAdmin
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings
from guides.moderation.reasons import Reason
from guides.privacy.views import personal_data
from guides.queue import views, work  # noqa: F401 - said on the first page
from guides.record.password import asks_password

MODERATE = "guides.moderate_contribution"
# To look at what is held of an address is work; to take it away, or out, is asked twice.
with_password = asks_password(
    when=lambda request: bool({"scarica", "cancella"} & set(request.POST))
)


@admin.register(QueueItem)
class QueueAdmin(admin.ModelAdmin):
    """Not a list of records but the page «Da moderare»."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return request.user.has_perm(MODERATE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_urls(self):
        return [
            path("", self._for_moderators(views.queue), name="guides_queueitem_changelist"),
            path("atto/", self._for_moderators(views.act), name="moderation_act"),
            path("avvisi/", self._for_moderators(views.preferences), name="moderation_preferences"),
            path("novita/", self._for_moderators(views.news), name="moderation_news"),
            path("decisioni/", self._for_moderators(views.decisions), name="latest_decisions"),
            path("sblocca/<slug:key>/", self._for_moderators(views.unblock), name="unblock_author"),
            path("<int:pk>/", self._for_moderators(views.item), name="guides_queueitem_change"),
            path("dati/", self._for_moderators(with_password(personal_data)), name="personal_data"),
        ]

    def _for_moderators(self, view):
        def inner(request: HttpRequest, **where):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, self.admin_site, **where)

        return self.admin_site.admin_view(update_wrapper(inner, view))


@admin.register(Reason)
class ReasonAdmin(DeskAdmin):
    is_administrative = True
    when_held = (
        "Le decisioni già prese restano con il loro motivo. Togli la spunta a «in uso»: chi modera "
        "non lo vede più."
    )
    list_display = ["label", "key", "text_for_author", "is_active", "position"]
    prepopulated_fields = {"code": ["label"]}


@admin.register(ModerationSettings)
class ModerationSettingsAdmin(OneRecordAdmin):
    is_administrative = True
    fieldsets = [
        ("La coda", {"fields": ["alarm_hours", "claim_minutes"]}),
        ("Fiducia", {"fields": ["trusts_authors", "trusted_after"]}),
        (
            "Quanto si conserva",
            {
                "fields": [
                    "keep_rejected_days",
                    "keep_spam_days",
                    "keep_originals_days",
                    "keep_networks_days",
                    "keep_addresses_days",
                    "keep_decisions_days",
                    "keep_letters_days",
                ]
            },
        ),
    ]
