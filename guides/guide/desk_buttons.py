"""The buttons of a guide at the desk: Pubblica, Ritira, Anteprima; and its two small addresses."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from guides.desk.base import SAVED
from guides.guide import inner_links, link_places, presence
from guides.guide.models import Guide
from guides.guide.obstacle import Obstacle, place_of
from guides.publishing.buttons import LiveEditionButtons, Words, desk_of
from guides.publishing.live_edition import CannotPublish
from guides.text import markdown
from guides.text.canonical import in_one_line

SAVED_NOT_PUBLISHED = (
    "Le modifiche sono salve, ma la guida non è stata pubblicata: sistema quello che segue."
)
COPIED = "Questa è la copia, una bozza: cambia il titolo e l’indirizzo prima di pubblicarla."
MAY_NOT = "Le modifiche sono salve. Per pubblicare o ritirare una guida serve il permesso apposito."


class PublishingButtons(LiveEditionButtons):
    """For the admin of what can be published."""

    change_form_template = "guide/desk/change_form.html"

    words = Words("guide", "Ritira la guida", "Questa guida")
    withdraw_template = "guide/desk/withdraw.html"

    def get_urls(self):
        at_the_desk = self.admin_site.admin_view
        return [
            path("<number:pk>/ritira/", at_the_desk(self.withdraw), name="guide_withdraw"),
            path("<number:pk>/duplica/", at_the_desk(self.duplicate), name="guide_duplicate"),
            path("collegamenti/", at_the_desk(link_places.index), name="link_places"),
            path("<number:pk>/presenza/", at_the_desk(self.presence), name="guide_presence"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_publish"] = self.may_publish(request)
        if guide := context.get("original"):
            context["last_saved"] = _last_saved(guide)
            context["saved"] = Guide.objects.select_related("live").get(pk=guide.pk)
            context["linking"] = inner_links.linking_to(guide)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        if {"_publish", "_preview"} & set(request.POST):
            return self._after_saving(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if {"_publish", "_preview", "_overwrite"} & set(request.POST):
            return self._after_saving(request, obj)
        return super().response_change(request, obj)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        for problem in _problems(form.instance):
            messages.warning(request, problem)

    def _say_saved(self, request, guide) -> None:
        messages.success(request, SAVED.format(guide))

    def _after_saving(self, request, guide) -> HttpResponse:
        if "_publish" not in request.POST:  # what comes of publishing says that it is saved
            self._say_saved(request, guide)
        if "_preview" in request.POST:
            return redirect("preview", pk=guide.pk)
        if "_publish" in request.POST:
            self._publish(request, guide)
        return redirect(desk_of(guide))

    def _publish(self, request, guide) -> None:
        if not self.may_publish(request):
            messages.error(request, MAY_NOT)
            return
        before = guide.live_id
        waiting = guide.readers_waiting()
        try:
            notes = [in_one_line(request.POST.get(n, ""))[:300] for n in ("note", "internal_note")]
            edition = guide.publish(by=request.user, note=notes[0], internal_note=notes[1])
        except CannotPublish as refusal:
            messages.warning(request, SAVED_NOT_PUBLISHED)
            for obstacle in refusal.obstacles:
                messages.error(request, _with_a_way(obstacle, guide))
            return
        if waiting:
            messages.success(request, f"Abbiamo avvisato chi aspettava la risposta: {waiting}.")
        self.say_published(request, guide, edition, before=before)

    def what_uses(self, guide) -> dict:
        return {"linking": inner_links.linking_to(guide)}

    def duplicate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft begun from the guide as it was last saved."""
        guide = get_object_or_404(Guide, pk=pk)
        may = self.has_add_permission(request) and self.has_view_permission(request, guide)
        if not may or request.method != "POST":
            raise PermissionDenied
        copy = guide.duplicate(by=request.user)
        self.log_addition(request, copy, f"Duplicata da «{guide}».")
        messages.success(request, COPIED)
        return redirect(desk_of(copy))

    def presence(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page says that it is open, or closed; it hears who else has the guide open."""
        guide = get_object_or_404(Guide, pk=pk)
        if not self.has_change_permission(request, guide):
            raise PermissionDenied
        return _presence(request, guide)


@require_POST
def _presence(request: HttpRequest, guide) -> HttpResponse:
    if "leave" in request.POST:
        presence.leave(guide, request.user)
        return HttpResponse(status=204)
    presence.enter(guide, request.user)
    people = [other.sentence for other in presence.others(guide, request.user)]
    return JsonResponse({"people": people, "revision": guide.revision})


def _last_saved(guide) -> LogEntry | None:
    """Who last saved the guide at the desk, and when."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(guide), object_id=str(guide.pk)
    )
    return entries.select_related("user").order_by("-action_time").first()


def _problems(guide) -> list[Obstacle]:
    """What to mend in the texts of a guide, each with where it stands."""
    texts = [("Introduzione", "introduction", guide.introduction)]
    texts += [(f"Sezione «{s.title}»", str(s.uid), s.body) for s in guide.sections.all()]
    return [
        Obstacle(f"{where}, {problem[0].lower()}{problem[1:]}", box)
        for where, box, text in texts
        for problem in markdown.problems(text)
    ]


def _with_a_way(words: str, guide) -> str:
    """An obstacle with a link to its box, in the page as it will be served."""
    rows = {str(s.uid): f"sections-{n}" for n, s in enumerate(guide.sections.all())}
    place = place_of(words, rows)
    return format_html('<a href="#{}" data-goes>{}</a>', place, words) if place else words
