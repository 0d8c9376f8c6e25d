"""The buttons of a letter at the desk: Pubblica, Programma, Ritira, Anteprima."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from guides.desk.base import SAVED
from guides.guide.schedule.moment import moment_in
from guides.letters import completing, uses
from guides.letters.models import FormLetter
from guides.letters.scheduling import LetterSchedule
from guides.publishing.buttons import LiveEditionButtons, Words, desk_of
from guides.publishing.live_edition import CannotPublish
from guides.text.canonical import canonical, in_one_line

NOT_YET = "Le modifiche sono salve, ma prima di pubblicare c’è da sistemare quello che segue."
MAY_NOT = "Le modifiche sono salve. Per pubblicare o ritirare una lettera serve il permesso."
ACTS = {"_publish", "_schedule", "_schedule_withdrawal", "_preview"}


class LetterButtons(LiveEditionButtons):
    """For the admin of letters."""

    change_form_template = "letters/desk/change_form.html"

    words = Words("letter", "Ritira la lettera", "Questa lettera")
    withdraw_template = "letters/desk/withdraw.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        recall = view(require_POST(self.recall))
        return [
            path("<number:pk>/ritira/", view(self.withdraw), name="letter_withdraw"),
            path("programmate/<number:pk>/annulla/", recall, name="letter_recall"),
            path(
                "programmate/<number:pk>/letta/", view(require_POST(self.seen)), name="letter_seen"
            ),
            path("nomi/", view(completing.by_words), name="letter_names"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_publish"] = self.may_publish(request)
        if letter := context.get("original"):
            saved = FormLetter.objects.with_everything().get(pk=letter.pk)
            context |= {
                "saved": saved,
                "obstacles": saved.obstacles(),
                "using": uses.using(saved),
                "schedules": saved.schedules.waiting(),
                "missed": saved.schedules.failed(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        if ACTS & set(request.POST):
            return self._after_saving(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if ACTS & set(request.POST):
            return self._after_saving(request, obj)
        return super().response_change(request, obj)

    def _after_saving(self, request, letter) -> HttpResponse:
        if "_preview" in request.POST:
            messages.success(request, SAVED.format(letter))
            return redirect("letter_preview", pk=letter.pk)
        if not self.may_publish(request):
            messages.error(request, MAY_NOT)
            return redirect(desk_of(letter))
        try:
            self._act(request, FormLetter.objects.with_everything().get(pk=letter.pk))
        except CannotPublish as refusal:
            messages.warning(request, NOT_YET)
            for obstacle in refusal.obstacles:
                messages.error(request, obstacle)
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
        return redirect(desk_of(letter))

    def _act(self, request, letter) -> None:
        note = in_one_line(request.POST.get("note", ""))[:300]
        if "_publish" in request.POST:
            self._publish(request, letter, note)
            return
        withdraws = "_schedule_withdrawal" in request.POST
        at = moment_in(request.POST.get("withdraw_at" if withdraws else "publish_at", ""))
        if withdraws:
            because = canonical(request.POST.get("because_then", "")).strip()
            if not because:
                raise ValidationError("Scrivi perché la ritiri: i lettori lo leggono.")
            made = letter.schedule_withdrawal(by=request.user, at=at, because=because)
        else:
            made = letter.schedule_publication(by=request.user, at=at, note=note)
        self.log_change(request, letter, f"Programmata: {made.what}, {made.when}.")
        messages.success(request, f"Programmata: {made.what} {made.when}, ora italiana.")

    def _publish(self, request, letter, note: str) -> None:
        before = letter.live_id
        edition = letter.publish(by=request.user, note=note)
        self.say_published(request, letter, edition, before=before)

    def what_uses(self, letter) -> dict:
        return {"using": uses.using(letter)}

    def recall(self, request: HttpRequest, pk: int) -> HttpResponse:
        schedule = self._scheduled(request, pk)
        if LetterSchedule.objects.filter(pk=pk).recall(by=request.user):
            self.log_change(request, schedule.letter, f"Annullata: {schedule.what}.")
            messages.success(request, "Annullata: non succede più niente da solo.")
        else:
            messages.warning(request, "È già stata fatta, o annullata.")
        return redirect(desk_of(schedule.letter))

    def seen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Somebody has read that it failed: the desk says it no more."""
        schedule = self._scheduled(request, pk)
        LetterSchedule.objects.failed().filter(pk=pk).update(seen_at=timezone.now())
        return redirect(desk_of(schedule.letter))

    def _scheduled(self, request: HttpRequest, pk: int) -> LetterSchedule:
        if not self.may_publish(request):
            raise PermissionDenied
        return get_object_or_404(LetterSchedule.objects.select_related("letter"), pk=pk)
