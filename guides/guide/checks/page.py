"""The page «Controlli» of a guide at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from guides.guide.checks.checking import checks_of
from guides.guide.models import Guide
from guides.text.commonmark import MarkdownRefused


class ChecksPage:
    """For the admin of what is checked."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.checks))
        return [path("<number:pk>/controlli/", view, name="guide_checks"), *super().get_urls()]

    def checks(self, request: HttpRequest, pk: int) -> HttpResponse:
        guide = get_object_or_404(Guide.objects.with_everything(), pk=pk)
        if not self.has_change_permission(request, guide):
            raise PermissionDenied
        try:
            found, refused = checks_of(guide), ""
        except MarkdownRefused as why:
            found, refused = [], str(why)
        context = self.admin_site.each_context(request) | {
            "title": "Controlli",
            "subtitle": str(guide),
            "guide": guide,
            "object": guide,
            "opts": self.opts,
            "obstacles": guide.obstacles(by=request.user),
            "checks": [check for check in found if not check.is_error],
            "refused": refused,
        }
        return render(request, "guide/desk/checks.html", context)
