"""The buttons of a guided way at the desk: Pubblica, Ritira, Anteprima."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html

from guides.desk.base import SAVED
from guides.publishing.buttons import LiveEditionButtons, Words, desk_of
from guides.solver.faults import Fault
from guides.solver.models import Flow, FlowHelp
from guides.solver.published import CannotPublish
from guides.solver.shown import missing_of

NOT_PUBLISHED = "È tutto salvo, ma il percorso non è stato pubblicato: sistema quello che segue."
MAY_NOT = "È tutto salvo. Per pubblicare o ritirare un percorso serve il permesso apposito."


class PublishingButtons(LiveEditionButtons):
    """For the admin of guided ways."""

    words = Words(
        **{"name": "flow", "withdraw": "Ritira il percorso", "this": "Questo percorso"},
        **{"published": "Pubblicato", "withdrawn": "Ritirato", "seen": "lo"},
        first_withdraw="ritiralo, poi eliminalo",
    )
    withdraw_template = "solver/desk/withdraw.html"

    def get_urls(self):
        withdraw = self.admin_site.admin_view(self.withdraw)
        return [path("<number:pk>/ritira/", withdraw, name="flow_withdraw"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_publish"] = self.may_publish(request)
        if flow := context.get("original"):
            saved = Flow.objects.select_related("live").get(pk=flow.pk)
            context["saved"] = saved
            context["missing"] = missing_of(saved.live) if saved.live else []
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._after(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._after(request, obj) or super().response_change(request, obj)

    def _after(self, request, flow) -> HttpResponse | None:
        if "_preview" in request.POST:
            messages.success(request, SAVED.format(flow))
            return redirect("flow_preview", pk=flow.pk)
        if "_publish" in request.POST:
            self._publish(request, flow)
            return redirect(desk_of(flow))
        return None

    def _publish(self, request, flow) -> None:
        if not self.may_publish(request):
            messages.error(request, MAY_NOT)
            return
        before = flow.live_id
        try:
            edition = flow.publish(by=request.user)
        except CannotPublish as refusal:
            messages.warning(request, NOT_PUBLISHED)
            for fault in refusal.faults:
                messages.error(request, with_a_way(fault, flow))
            return
        self.say_published(request, flow, edition, before=before)


def with_a_way(fault: Fault, flow) -> str:
    """The fault's sentence as a link to the row where it is mended."""
    return format_html('<a href="{}" data-goes>{}</a>', way_to(fault.place, flow), fault.words)


def way_to(place: str, flow) -> str:
    """A fragment of the way's page; for a row of an outcome, the outcome's own page."""
    rows = {f"strada-{row.pk}": f"#paths-{n}" for n, row in enumerate(flow.paths.all())}
    outcome, _, help = place.partition("/")
    if not help:
        return rows.get(place, f"#{place}")
    pk = outcome.removeprefix("esito-")
    named = [str(row) for row in FlowHelp.objects.filter(outcome=pk)]
    page = reverse("admin:guides_flowoutcome_change", args=[pk])
    return f"{page}#helps-{named.index(help)}" if help in named else page
