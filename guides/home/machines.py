"""Pages that machines read: robots.txt, llms.txt, a guide in Markdown, OpenSearch, the picture."""

from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from guides.authorities.models import Authority
from guides.companies.models import Company
from guides.deadlines.models import Rule
from guides.guide.composer import GuidePage
from guides.guide.editions import Edition
from guides.home import sitemaps, social_image
from guides.home.structured_data import absolute
from guides.letters.editions import LetterEdition
from guides.letters.page import LetterPage
from guides.site.models import SiteSettings
from guides.solver.editions import FlowEdition
from guides.stories.models import Story
from guides.text.dates import in_words
from guides.topics.models import Topic

A_DAY = 86_400
XML = "application/xml"
MOST_FOR_MODELS = 1_000


def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Drafts and private links are kept out by their own noindex, not by this."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /cerca/",
        "Disallow: /modulo/",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps.org index, with the latest change in each sitemap."""
    return _text(request, "home/sitemap_index.xml", {"sitemaps": sitemaps.index()}, XML)


def sitemap(request: HttpRequest, part: str, number: int = 1) -> HttpResponse:
    """The addresses of one part of the site, so many a sitemap."""
    entries = sitemaps.entries(part, number)
    if not entries:  # the protocol knows no empty sitemap, and the index leads to none
        raise Http404
    return _text(request, "home/sitemap.xml", {"entries": entries}, XML)


def llms(request: HttpRequest) -> HttpResponse:
    """What the site holds, for language models (llmstxt.org): each guide as Markdown.

    Of very many guides those verified last, for it is read whole; the sitemaps have the others.
    """
    by_topic = {topic: [] for topic in Topic.objects.all()}
    freshest = Edition.objects.live().for_cards().most_recently_verified()[:MOST_FOR_MODELS]
    for edition in sorted(freshest, key=attrgetter("title")):
        by_topic[edition.topic].append(edition)
    topics = [(topic, editions) for topic, editions in by_topic.items() if editions]
    context = {
        "topics": topics,
        "letters": LetterEdition.objects.live().for_cards().in_alphabetical_order(),
        "flows": FlowEdition.objects.live().for_lists(),
        "authorities": Authority.objects.all(),
        "rules": Rule.objects.live(),
    }
    return _text(request, "home/llms.txt", context, "text/plain")


def guide_in_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The twin of a guide's page, for readers of Markdown."""
    page = GuidePage.at(slug)
    if page is None:
        raise Http404
    response = _text(request, "home/guide.md", {"page": page}, "text/markdown")
    response["Link"] = f'<{absolute(page.edition.get_absolute_url())}>; rel="canonical"'
    return response


def letter_in_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The twin of a letter's page: what it asks and what to do with it, for readers of Markdown."""
    edition = LetterEdition.objects.live().for_page().filter(slug=slug).first()
    if edition is None:
        raise Http404
    page = LetterPage.opened(edition, {})
    response = _text(request, "home/letter.md", {"page": page}, "text/markdown")
    response["Link"] = f'<{absolute(edition.get_absolute_url())}>; rel="canonical"'
    return response


def deadline_in_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The twin of a rule's page: everything but the box for the day."""
    rule = get_object_or_404(Rule.objects.live(), slug=slug)
    context = {"rule": rule, "said": rule.said, "path": rule.get_absolute_url()}
    response = _text(request, "home/deadline.md", context, "text/markdown")
    response["Link"] = f'<{absolute(rule.get_absolute_url())}>; rel="canonical"'
    return response


def opensearch(request: HttpRequest) -> HttpResponse:
    """OpenSearch 1.1: the browser's own search box can ask ours."""
    kind = "application/opensearchdescription+xml"
    return render(request, "home/opensearch.xml", content_type=f"{kind}; charset=utf-8")


def guide_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that a guide's shared link shows."""
    edition = get_object_or_404(Edition.objects.live(), slug=slug)
    return _picture(edition.title, f"Verificata {in_words(edition.verified_on, 'il')}")


def story_picture(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The picture that a story's shared link shows.

    None of the reader's words: pictures are kept on the disk, and a story can be taken back.
    """
    stories = Story.objects.approved().select_related("company")
    story = get_object_or_404(stories, pk=pk)
    if slug != story.slug:
        raise Http404
    about = f"{story.company.name}: " if story.company else ""
    title = f"{about}la storia di un lettore" if about else "La storia di un lettore"
    return _picture(title, story.get_outcome_display())


def company_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that a company's shared link shows."""
    company = get_object_or_404(Company, slug=slug)
    return _picture(company.name, "Contatti, guide e storie dei lettori")


def site_picture(request: HttpRequest) -> HttpResponse:
    """The picture of every other page's shared link."""
    return _picture(SiteSettings.current().tagline, "")


def _picture(title: str, note: str) -> HttpResponse:
    words = {"title": title, "note": note, "site_name": SiteSettings.current().name}
    response = HttpResponse(social_image.kept(**words), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


def _text(request: HttpRequest, template: str, context: dict, kind: str) -> HttpResponse:
    return render(request, template, context, content_type=f"{kind}; charset=utf-8")
