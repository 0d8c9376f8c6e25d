"""What gunicorn serves: published pages from their folder, all else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
application = get_wsgi_application()


def _with_published_pages(django):
    from django.conf import settings

    from helpcentre.published.front import Front
    from helpcentre.published.watch import log, open_store

    if not settings.KEEPS_PAGES:
        return django
    try:
        store = open_store()
    except OSError:  # a full or broken disk: what is there may not be true and cannot be dropped
        log.exception("published pages: none is kept until the next start")
        return django
    trusts_proxy = settings.TRUSTED_PROXIES > 0
    return Front(django, store, site_url=settings.SITE_URL, trusts_proxy=trusts_proxy)


application = _with_published_pages(application)


def _numbered(site):
    from django.conf import settings

    from helpcentre.logs.request_id import RequestIdMiddleware

    return RequestIdMiddleware(site, trusts_proxy=settings.TRUSTED_PROXIES > 0)


application = _numbered(application)


def _counting_later(seconds: float) -> None:
    """Searches and answers are counted by a thread of each worker: no page waits for a writer."""
    from guides.questions import tally
    from guides.solver import counting

    tally.TALLY.seconds = counting.TALLY.seconds = seconds


_counting_later(5)
