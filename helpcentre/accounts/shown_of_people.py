"""At the desk's «Utenti»: who has a second step, and the way to take one away."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html

from helpcentre.accounts.factors import SECOND_STEPS, has_second_step

RESET = '{}. <a href="{}">Azzera il secondo passo…</a>'


class ShowsSecondStep:
    """For the page of people: a column, and a line in the form."""

    def get_queryset(self, request):
        has = [
            Exists(kind.objects.filter(user=OuterRef("pk"), confirmed=True))
            for kind in SECOND_STEPS
        ]
        return super().get_queryset(request).annotate(has_app=has[0], has_passkey=has[1])

    def get_list_display(self, request):
        return (*super().get_list_display(request), "second_step")

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return sets if obj is None else (*sets, ("Secondo passo", {"fields": ["second_step_now"]}))

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "second_step_now")

    @admin.display(description="secondo passo", boolean=True)
    def second_step(self, user) -> bool:
        return user.has_app or user.has_passkey

    @admin.display(description="adesso")
    def second_step_now(self, user: User) -> str:
        if not has_second_step(user):
            return "Non c’è: lo prepara da sé la prossima volta che entra."
        return format_html(RESET, "C’è", reverse("admin:reset_second_step", args=[user.pk]))
