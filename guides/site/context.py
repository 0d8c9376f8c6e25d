"""What every public template knows of the site."""

from django.conf import settings
from django.db.models import Value
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from guides.caching.rendering import EVERYTHING, shows
from guides.site.models import Page, SiteLink, SiteSettings


class Site:
    """The settings record with its links and the pages of the footer: 2 queries, made when read."""

    def __init__(self) -> None:
        self.settings = SiteSettings.current()
        shows(EVERYTHING)
        links = SiteLink.objects.values_list("kind", "position", "pk", "name", "address")
        pages = Page.objects.filter(in_footer=True).values_list(
            Value("page"), "position", "pk", "title", "slug"
        )
        rows = sorted(links.order_by().union(pages.order_by(), all=True))
        self.social = [_link(row) for row in rows if row[0] == SiteLink.Kind.SOCIAL]
        self.sisters = [_link(row) for row in rows if row[0] == SiteLink.Kind.SISTER]
        self.footer_pages = [Page(title=row[3], slug=row[4]) for row in rows if row[0] == "page"]


def _link(row: tuple) -> SiteLink:
    return SiteLink(name=row[3], address=row[4])


def site(request: HttpRequest) -> dict:
    return {"site": SimpleLazyObject(Site), "site_url": settings.SITE_URL}
