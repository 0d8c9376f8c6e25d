"""What every public template knows of the site."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from guides.site.models import Page, SiteLink, SiteSettings


class Site:
    """The settings record with its links and the pages of the footer: 3 queries, made when read."""

    def __init__(self) -> None:
        self.settings = SiteSettings.current()
        links = list(SiteLink.objects.all())
        self.social = [link for link in links if link.kind == SiteLink.Kind.SOCIAL]
        self.sisters = [link for link in links if link.kind == SiteLink.Kind.SISTER]
        self.footer_pages = list(Page.objects.filter(in_footer=True).only("title", "slug"))


def site(request: HttpRequest) -> dict:
    return {"site": SimpleLazyObject(Site), "site_url": settings.SITE_URL}
