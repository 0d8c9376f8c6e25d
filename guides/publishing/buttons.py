"""At the desk: «Pubblica» says what came of it, «Ritira» asks for the reason that readers see."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from guides.desk.base import RESULT
from guides.text.canonical import canonical

NOTHING_NEW = "Non c’era niente di nuovo da pubblicare."


@dataclass(frozen=True)
class Words:
    """How the desk speaks of one kind: `name` in templates, the rest as editors read it."""

    name: str  # "guide"
    withdraw: str  # "Ritira la guida"
    this: str  # "Questa guida"
    published: str = "Pubblicata"  # as its gender wants
    withdrawn: str = "Ritirata"
    seen: str = "la"
    first_withdraw: str = "ritirala, poi eliminala"


class LiveEditionButtons(admin.ModelAdmin):
    """For the admin of what has a live edition."""

    words: Words
    withdraw_template: str

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"guides.publish_{self.opts.model_name}")

    def what_uses(self, publishable) -> dict:
        """Said before somebody withdraws it."""
        return {}

    def say_published(self, request: HttpRequest, publishable, edition, *, before) -> None:
        if edition.pk == before:
            messages.info(request, NOTHING_NEW)
            return
        words = self.words
        self.log_change(request, publishable, f"{words.published}: {edition.number}ª edizione.")
        address = publishable.get_absolute_url()
        link = format_html('<a href="{}">Vedi la pagina</a>', address)
        said = format_html("{}: i lettori {} vedono da ora. {}", words.published, words.seen, link)
        messages.success(request, said)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason that readers will see, then take it down."""
        if not self.may_publish(request):
            raise PermissionDenied
        publishable = get_object_or_404(self.model.objects.select_related("live"), pk=pk)
        words, back = self.words, redirect(desk_of(publishable))
        if not publishable.is_public:
            is_not = f"{words.this} non è {words.published.lower()}"
            messages.info(request, f"{is_not}: non c’è niente da ritirare.")
            return back
        because = canonical(request.POST.get("because", "")).strip()
        if request.method == "POST" and because:
            publishable.withdraw(by=request.user, because=because)
            self.log_change(request, publishable, f"{words.withdrawn}: {because}")
            shown = "ai lettori mostriamo il motivo che hai scritto"
            messages.success(request, f"{words.withdrawn}: {shown}.")
            return back
        context = self.admin_site.each_context(request) | {
            "title": words.withdraw,
            "subtitle": str(publishable),
            words.name: publishable,
            "object": publishable,
            "opts": self.opts,
            "error": request.method == "POST",
        }
        context |= self.what_uses(publishable)
        status = 400 if context["error"] else 200
        return render(request, self.withdraw_template, context, status=status)

    def delete_view(self, request, object_id, extra_context=None):
        there = self.get_object(request, object_id)
        if there is not None and there.is_public and self.has_delete_permission(request, there):
            words = self.words
            held = f"{words.this} è {words.published.lower()}. Prima {words.first_withdraw}."
            messages.error(request, held)
            return redirect(desk_of(there))
        return super().delete_view(request, object_id, extra_context)


def desk_of(publishable) -> str:
    """Its page at the desk, at the place where results are said."""
    name = f"admin:guides_{publishable._meta.model_name}_change"
    return reverse(name, args=[publishable.pk]) + RESULT
