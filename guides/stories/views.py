import logging

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from guides.pages.moved import moved_to
from guides.pages.tags import public_page, shows
from guides.stories import resending  # noqa: F401 - says how a story's files are changed
from guides.stories.attachment import Attachment
from guides.stories.filters import StoryFilter
from guides.stories.models import Story

log = logging.getLogger(__name__)

A_PAGE = 20


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Published stories, by company, topic and outcome."""
    shows("stories")
    choice = StoryFilter.of(request.GET)
    page = Paginator(choice.stories(), A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "stories/index.html", {"page": page, "choice": choice})


@public_page
def show(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    stories = Story.objects.approved().select_related("company", "topic", "discussion")
    story = get_object_or_404(stories, pk=pk)
    if slug != story.slug:
        return moved_to(story)
    return render(request, "stories/show.html", {"story": story})


@never_cache
@staff_member_required
@permission_required("guides.moderate_contribution", raise_exception=True)
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A reader's proof, for staff: no browser opens it in place, and nothing in it can run."""
    attachment = get_object_or_404(Attachment, pk=pk)
    try:
        content = attachment.file.open("rb")
    except (OSError, ValueError) as trouble:  # ValueError: its name is empty
        log.error("the file of attachment %s cannot be read: %s", pk, type(trouble).__name__)
        return render(request, "stories/no_file.html", {"attachment": attachment}, status=404)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"allegato-{attachment.pk}{attachment.ending}",
        content_type=attachment.content_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
