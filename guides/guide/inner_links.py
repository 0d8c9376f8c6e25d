"""Where `guida:…` leads now, and which published guides lead to one."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q
from django.urls import reverse

from guides.guide.anchors import anchor_of
from guides.guide.editions import Edition, EditionSection
from guides.text import inner_links
from guides.text.inner_links import InnerLink, LinkTarget

NOT_YET = "porta a «{}», che i lettori non vedono: pubblicala prima, o togli il link."


def find(identities: set[str]) -> dict[str, LinkTarget]:
    """What is published by its published address, a draft by the one that it will have."""
    numbers = {int(identity) for identity in identities if identity.isdigit()}
    uids = {identity for identity in identities if "-" in identity}
    return (_guides(numbers) if numbers else {}) | (_sections(uids) if uids else {})


def _guides(numbers: set[int]) -> dict[str, LinkTarget]:
    guides = apps.get_model("guides", "Guide").objects.select_related("live")
    return {
        str(guide.pk): LinkTarget(guide.get_absolute_url(), guide.title, guide.is_public)
        for guide in guides.filter(pk__in=numbers)
    }


def _sections(uids: set[str]) -> dict[str, LinkTarget]:
    sections = apps.get_model("guides", "Section").objects.select_related("guide__live")
    drafts = {
        str(section.uid): LinkTarget(_place_in(section.guide, section.slug), section.title, False)
        for section in sections.filter(uid__in=uids)
    }
    published = EditionSection.objects.filter(uid__in=uids, edition__live_guide__isnull=False)
    return drafts | {
        str(section.uid): LinkTarget(section.get_absolute_url(), section.title, True)
        for section in published.select_related("edition")
    }


def _place_in(guide, slug: str) -> str:
    return f"{guide.get_absolute_url()}#{anchor_of(slug)}"


inner_links.register(find)


def wrong_in(source: str, *, guide) -> Iterator[tuple[InnerLink, str]]:
    """The links that publishing `guide` now would leave leading nowhere, with what to do."""
    links = inner_links.links_in(source)
    known = inner_links.places(link.identity for link in links)
    for link in links:
        if link.identity not in known:
            yield link, link.gone
        elif not known[link.identity].is_live and link.identity not in _own(guide):
            yield link, NOT_YET.format(known[link.identity].title)


def _own(guide) -> set[str]:
    """What goes out together with the guide."""
    return {str(guide.pk), *(str(section.uid) for section in guide.sections.all())}


def linking_to(guide) -> list[Edition]:
    """The other published guides that lead here: by identity, or by the address as text."""
    if guide.live is None:
        return []
    page = reverse("guide", args=[guide.live.slug])
    ours = {str(guide.pk), *(str(section.uid) for section in guide.live.sections.all())}
    others = Edition.objects.live().exclude(guide=guide)
    found = {
        edition
        for edition, text in [*_introductions(others, page), *_bodies(others, page)]
        if page in text or ours & set(inner_links.IDENTITY.findall(text))
    }
    return list(others.filter(pk__in=found).order_by("sort_key", "pk"))


def _introductions(editions, page: str):
    named = Q(introduction_markdown__contains=inner_links.SCHEME)
    named |= Q(introduction_markdown__contains=page)
    return editions.filter(named).values_list("pk", "introduction_markdown")


def _bodies(editions, page: str):
    named = Q(body_markdown__contains=inner_links.SCHEME) | Q(body_markdown__contains=page)
    sections = EditionSection.objects.filter(named, edition__in=editions.values("pk"))
    return sections.order_by().values_list("edition", "body_markdown")
