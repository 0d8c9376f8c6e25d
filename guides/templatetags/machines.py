"""What a page says to machines: {% guide_json_ld page %}, {% open_graph title description %}."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guides.home import structured_data
from guides.text import markdown_source
from guides.text.canonical import tidy

register = template.Library()
register.filter("words", markdown_source.words)
register.filter("link_name", markdown_source.name)
register.filter("tidy", tidy)
register.filter("moment", structured_data.moment)

# Inside <script> nothing may close the element or open a comment.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def _script(data: dict) -> SafeString:
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308 escaped just above, for where it stands
    )


@register.simple_tag(takes_context=True)
def guide_json_ld(context, page) -> SafeString:
    image = reverse("guide_picture", args=[page.edition.slug])
    return _script(structured_data.guide(page, context["site"], image))


@register.simple_tag(takes_context=True)
def letter_json_ld(context, page) -> SafeString:
    return _script(structured_data.letter(page, context["site"]))


@register.simple_tag(takes_context=True)
def home_json_ld(context) -> SafeString:
    return _script(structured_data.website(context["site"]))


@register.simple_tag
def author_json_ld(author) -> SafeString:
    return _script(structured_data.profile(author))


@register.simple_tag
def flow_json_ld(edition) -> SafeString:
    return _script(structured_data.flow(edition))


@register.simple_tag
def authority_json_ld(authority) -> SafeString:
    return _script(structured_data.authority(authority))


@register.simple_tag
def deadline_json_ld(rule) -> SafeString:
    return _script(structured_data.deadline(rule))


@register.simple_tag
def story_json_ld(story) -> SafeString:
    return _script(structured_data.story(story, structured_data.public_comments(story)))


@register.simple_tag
def breadcrumbs_json_ld(*crumbs) -> SafeString:
    """From names and paths, in turn, outermost first."""
    pairs = list(zip(crumbs[::2], crumbs[1::2], strict=True))
    trail = structured_data.breadcrumbs(*pairs)
    return _script({"@context": "https://schema.org"} | trail)


@register.simple_tag(takes_context=True)
def part(context, source: str, headings_from: int) -> str:
    """A guide's Markdown as part of its twin."""
    path = context.get("path") or context["page"].edition.get_absolute_url()
    page = structured_data.absolute(path)
    return markdown_source.part(source, headings_from=headings_from, page=page)


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    """This page’s one address: a list’s further page has its own, a narrowed list the whole’s."""
    request, number = context["request"], getattr(context.get("page"), "number", 1)
    is_further = number > 1 and set(request.GET) == {"pagina"}
    return structured_data.absolute(request.path) + (f"?pagina={number}" if is_further else "")


@register.inclusion_tag("_open_graph.html", takes_context=True)
def open_graph(context, title="", description="", kind="website", image="") -> dict:
    """Open Graph (ogp.me): what a shared link shows; the site's own words by default."""
    site = context["site"].settings
    return {
        "kind": kind,
        "title": title or site.name,
        "description": description or site.tagline,
        "address": canonical(context),
        "image": structured_data.absolute(image or reverse("site_picture")),
        "site_name": site.name,
    }
