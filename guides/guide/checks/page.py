"""The page «Controlli» of a guide at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from guides.guide.checks.checking import looked_at
from guides.guide.models import Guide
from guides.guide.obstacle import way_to


class ChecksPage:
    """For the admin of what is checked."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.checks))
        return [path("<number:pk>/controlli/", view, name="guide_checks"), *super().get_urls()]

    def checks(self, request: HttpRequest, pk: int) -> HttpResponse:
        guide = get_object_or_404(Guide.objects.with_everything(), pk=pk)
        if not self.has_change_permission(request, guide):
            raise PermissionDenied
        obstacles, checks = looked_at(guide, by=request.user)
        at = reverse("admin:guides_guide_change", args=[guide.pk])
        rows = {str(s.uid): f"sections-{n}" for n, s in enumerate(guide.sections.all())}

        def way(words: str) -> str:
            place = way_to(words, rows)
            return f"{at}{place}" if place.startswith("#") else place

        context = self.admin_site.each_context(request) | {
            "title": "Controlli",
            "subtitle": str(guide),
            "guide": guide,
            "object": guide,
            "opts": self.opts,
            "obstacles": [(words, way(words)) for words in obstacles],
            "checks": [(check, way(check.words)) for check in checks],
        }
        return render(request, "guide/desk/checks.html", context)
