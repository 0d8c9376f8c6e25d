"""What every public template knows of the site."""

import json
from functools import lru_cache

from django.conf import settings
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from guides.pages.prepared import Prepared
from guides.pages.tags import EVERYTHING, shows
from guides.site.models import Page, SiteLink, SiteSettings

RECORD, PAGE = "impostazioni", "pagina"
FIELDS = {f.name: f.name for f in SiteSettings._meta.concrete_fields if f.name != "updated_at"}


class Site:
    """The settings record with its links and the pages of the footer: 1 query, made when read.

    `state` is equal as long as all that is.
    """

    def __init__(self, state: tuple) -> None:
        self.state = state
        record = next((json.loads(row[3]) for row in state if row[0] == RECORD), {"pk": 1})
        self.settings = SiteSettings(**record)
        self.social = [_link(row) for row in state if row[0] == SiteLink.Kind.SOCIAL]
        self.sisters = [_link(row) for row in state if row[0] == SiteLink.Kind.SISTER]
        self.footer_pages = [Page(title=row[3], slug=row[4]) for row in state if row[0] == PAGE]

    @classmethod
    def now(cls) -> "Site":
        """Asked of the database each time; made of the same rows it is the same, so only read."""
        shows(EVERYTHING)
        return _made_of(tuple(map(tuple, sorted(_rows()))))


@lru_cache(maxsize=2)
def _made_of(state: tuple) -> Site:
    return Site(state)


class _Record(JSONObject):
    """Without the question whether SQLite knows JSON, as every SQLite that Django takes does:
    asked while the database is locked, its answer is "no", and Django remembers it for good."""

    def as_sql(self, compiler, connection, **extra_context):
        return Func.as_sql(self, compiler, connection, **extra_context)


def _everything():
    """Kind, position, number, name and address of all that is on every page."""
    record = SiteSettings.objects.filter(pk=1).values_list(
        Value(RECORD), Value(0), "pk", Cast(_Record(**FIELDS), TextField()), Value("")
    )
    links = SiteLink.objects.order_by().values_list("kind", "position", "pk", "name", "address")
    pages = Page.objects.filter(in_footer=True).order_by()
    pages = pages.values_list(Value(PAGE), "position", "pk", "title", "slug")
    return record.union(links, pages, all=True)


_rows = Prepared(_everything)


def _link(row: tuple) -> SiteLink:
    return SiteLink(name=row[3], address=row[4])


def site(request: HttpRequest) -> dict:
    return {"site": SimpleLazyObject(Site.now), "site_url": settings.SITE_URL}
