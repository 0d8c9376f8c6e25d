"""A guide's schedules at the desk: asked for with its own form, taken back with a button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from guides.guide.schedule.carrying import now_do
from guides.guide.schedule.models import Schedule
from guides.publishing.buttons import desk_of
from guides.publishing.live_edition import CannotPublish
from guides.text.canonical import canonical, in_one_line

PLANS = {"_schedule", "_schedule_withdrawal"}
TOO_LATE = "È già stata fatta, o annullata: guarda qui sotto com’è adesso."


class ScheduleButtons:
    """For the admin of what can be scheduled; above PublishingButtons."""

    def get_urls(self):
        at_the_desk = self.admin_site.admin_view
        return [
            path(
                f"programmate/<number:pk>/{word}/",
                at_the_desk(require_POST(view)),
                name=f"schedule_{name}",
            )
            for word, name, view in (
                ("annulla", "recall", self.recall),
                ("adesso", "now", self.do_now),
                ("letta", "seen", self.seen),
            )
        ] + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        if guide := context.get("original"):
            context["schedules"] = guide.schedules.waiting().soonest_first()
            context["missed"] = guide.schedules.failed()
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        if PLANS & set(request.POST):
            self._say_saved(request, obj)
            self._plan(request, obj)
            return redirect(desk_of(obj))
        response = super().response_change(request, obj)
        self._say_what_is_frozen(request, obj)
        return response

    def _say_what_is_frozen(self, request, guide) -> None:
        waiting = guide.schedules.waiting().publications().soonest_first().first()
        if waiting and waiting.is_of_older_words:
            messages.warning(
                request,
                f"{waiting.when('Il')} va online il testo di quando l’hai programmata, non questo. "
                "Se vuoi questo, programmala di nuovo.",
            )

    def _plan(self, request, guide) -> None:
        if not self.may_publish(request):
            messages.error(request, "Le modifiche sono salve. Per programmare serve il permesso.")
            return
        try:
            schedule = self._planned(request, guide)
        except CannotPublish as refusal:
            messages.warning(request, "Le modifiche sono salve, ma non abbiamo programmato niente.")
            for obstacle in refusal.obstacles:
                messages.error(request, obstacle)
            return
        self.log_change(request, guide, f"Programmata: {_named(schedule)}, {schedule.when('il')}.")
        messages.success(request, f"Programmata. {schedule.sentence}")

    def _planned(self, request, guide) -> Schedule:
        at = request.planned_at
        if "_schedule" in request.POST:
            notes = [in_one_line(request.POST.get(n, ""))[:300] for n in ("note", "internal_note")]
            return guide.schedule_publication(
                by=request.user, at=at, note=notes[0], internal_note=notes[1]
            )
        because = canonical(request.POST.get("because_then", "")).strip()
        return guide.schedule_withdrawal(by=request.user, at=at, because=because)

    def save_form(self, request, form, change):
        request.planned_at = form.cleaned_data.get("publish_at") or form.cleaned_data.get(
            "withdraw_at"
        )
        return super().save_form(request, form, change)

    def recall(self, request: HttpRequest, pk: int) -> HttpResponse:
        schedule = self._scheduled(request, pk)
        if Schedule.objects.filter(pk=schedule.pk).recall(by=request.user):
            self.log_change(
                request, schedule.guide, f"Annullata: {_named(schedule)}, {schedule.when('il')}."
            )
            messages.success(request, "Annullata: non succede più niente da solo.")
        else:
            messages.warning(request, TOO_LATE)
        return redirect(desk_of(schedule.guide))

    def do_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        schedule = self._scheduled(request, pk)
        if not now_do(schedule, by=request.user):
            messages.warning(request, TOO_LATE)
            return redirect(desk_of(schedule.guide))
        schedule.refresh_from_db()
        if schedule.state == Schedule.State.FAILED:
            messages.error(request, schedule.trouble)
        else:
            messages.success(request, "Fatto: i lettori lo vedono da ora.")
        return redirect(desk_of(schedule.guide))

    def seen(self, request: HttpRequest, pk: int) -> HttpResponse:
        schedule = self._scheduled(request, pk)
        Schedule.objects.filter(pk=schedule.pk).mark_seen()
        return redirect(desk_of(schedule.guide))

    def _scheduled(self, request: HttpRequest, pk: int) -> Schedule:
        if not (self.has_change_permission(request) and self.may_publish(request)):
            raise PermissionDenied
        return get_object_or_404(Schedule.objects.select_related("guide"), pk=pk)


def _named(schedule: Schedule) -> str:
    return schedule.get_act_display().lower()
