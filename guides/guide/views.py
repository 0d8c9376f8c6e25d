from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from guides.contributions.following import ask_to_follow, confirming
from guides.guide import preview
from guides.guide.addresses import OldGuideSlug, OldSectionSlug
from guides.guide.composer import GuidePage
from guides.guide.editions import Edition
from guides.guide.follower import GuideFollower
from guides.guide.models import Guide
from guides.pages.listing import ListPage
from guides.pages.moved import moved_to
from guides.pages.tags import public_page, shows
from guides.spam import public_post


@public_page
def index(request: HttpRequest, number: int = 1) -> HttpResponse:
    shows("guides")
    editions = Edition.objects.live().for_cards().in_alphabetical_order()
    page = ListPage.of(editions, root=reverse("guides"), number=number)
    return render(request, "guide/index.html", {"page": page})


@public_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    page = GuidePage.at(slug)
    if page is None:
        return _not_here(request, slug)
    return render(request, "guide/show.html", {"page": page})


def section(request: HttpRequest, slug: str, section_slug: str) -> HttpResponse:
    """A section's own address leads to its place in the guide, under any name it ever had."""
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        old = get_object_or_404(OldGuideSlug.objects.select_related("guide__live"), slug=slug)
        if not old.guide.is_public:
            return _gone(request, old.guide)
        edition = old.guide.live
    found = edition.sections.filter(slug=section_slug).first()
    if found is None:
        old = get_object_or_404(OldSectionSlug, guide=edition.guide_id, slug=section_slug)
        found = edition.sections.filter(uid=old.section_uid).first()
    target = found.get_absolute_url() if found else edition.get_absolute_url()
    return moved_to(target)


def _not_here(request: HttpRequest, slug: str) -> HttpResponse:
    """An old address redirects, a withdrawn guide answers 410, the rest 404."""
    if old := OldGuideSlug.objects.select_related("guide__live").filter(slug=slug).first():
        guide = old.guide
        if guide.is_public:
            return moved_to(guide.live)
    else:
        guide = Guide.objects.withdrawn().filter(editions__slug=slug).first()
    if guide is None or guide.withdrawn_at is None:
        raise Http404
    return _gone(request, guide)


def _gone(request: HttpRequest, guide: Guide) -> HttpResponse:
    if guide.withdrawn_at is None:
        raise Http404
    elsewhere = Edition.objects.live().on(guide.topic).for_cards().most_recently_verified()[:5]
    context = {"guide": guide, "elsewhere": elsewhere}
    return render(request, "guide/gone.html", context, status=410)


@public_post
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """«Avvisami se questa guida cambia»: the address is asked to confirm first."""
    guide = get_object_or_404(Guide.objects.live().select_related("live"), pk=pk)
    return ask_to_follow(
        request,
        guide,
        model=GuideFollower,
        page="guide/follow.html",
        asked="guide/follow_asked.html",
    )


confirm_follow = confirming(GuideFollower, "guide/follow_confirm.html")


@never_cache
@staff_member_required
@permission_required("guides.change_guide", raise_exception=True)
def preview_draft(request: HttpRequest, pk: int) -> HttpResponse:
    guide = get_object_or_404(Guide.objects.with_everything(), pk=pk)
    shared = request.build_absolute_uri(preview.shared_link(guide))
    return _draft(request, guide, {"shared_link": shared})


def _draft(request: HttpRequest, guide: Guide, context: dict) -> HttpResponse:
    context |= {"page": GuidePage.of_draft(guide), "is_preview": True}
    return preview.private(render(request, "guide/show.html", context))
