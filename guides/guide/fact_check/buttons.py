"""At the desk: the link to give, what came back by section, and taking the links back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from guides.guide import preview
from guides.guide.fact_check.models import OutsideAnswer
from guides.publishing.buttons import desk_of


class OutsideButtons:
    """For the admin of what is shown to people outside; above VersionPages."""

    def get_urls(self):
        at_the_desk = self.admin_site.admin_view
        return [
            path(
                "<number:pk>/revoca/",
                at_the_desk(require_POST(self.revoke)),
                name="guide_revoke_links",
            ),
            path(
                "controlli/<number:pk>/gestito/",
                at_the_desk(require_POST(self.handled)),
                name="outside_answer_handled",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        guide = context.get("original")
        if guide and self.has_change_permission(request, guide):
            context["shared_link"] = request.build_absolute_uri(preview.shared_link(guide))
            context["outside"] = answers_by_section(guide)
        return super().render_change_form(request, context, *args, **kwargs)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        guide = self._theirs(request, pk)
        guide.revoke_shared_links(by=request.user)
        self.log_change(request, guide, "Revocati i collegamenti alla bozza.")
        messages.success(
            request, "Revocati: chi li aveva non legge più niente. Qui ce n’è uno nuovo."
        )
        return redirect(desk_of(guide))

    def handled(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        answer = get_object_or_404(OutsideAnswer.objects.select_related("guide"), pk=pk)
        OutsideAnswer.objects.filter(pk=answer.pk).handle(by=request.user)
        return redirect(desk_of(answer.guide))


def answers_by_section(guide) -> list[tuple]:
    """(title, number of its row on the page or None, answers), in the guide's order."""
    answers = list(guide.outside_answers.with_what_changed_since())
    rows = {section.uid: (n, section.title) for n, section in enumerate(guide.sections.all())}
    found: dict = {}
    for answer in answers:
        found.setdefault(answer.section_uid, []).append(answer)
    placed = sorted(found, key=lambda uid: rows.get(uid, (len(rows), ""))[0])
    return [
        (
            rows[uid][1] if uid in rows else found[uid][0].section_title,
            rows.get(uid, (None,))[0],
            found[uid],
        )
        for uid in placed
    ]
