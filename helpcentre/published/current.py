"""The store of this release on this machine."""

from functools import cache
from pathlib import Path

import django
from django.conf import settings

from helpcentre.published.release import release_of
from helpcentre.published.store import Store

CODE = [settings.BASE_DIR / name for name in ("guides", "helpcentre", "templates")]
EXACT_VERSIONS = settings.BASE_DIR / "requirements.txt"


def current_store() -> Store:
    return _store_in(settings.PAGES_DIR, settings.SITE_URL)


@cache
def _store_in(folder: Path, site_url: str) -> Store:
    return Store(
        folder / _release(site_url),
        site_url=site_url,
        most_pages=settings.PAGES_MOST,
        most_bytes=settings.PAGES_MOST_BYTES,
    )


@cache
def _release(site_url: str) -> str:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    known = [path for path in (*CODE, EXACT_VERSIONS, manifest) if path.exists()]
    return release_of(known, site_url, django.get_version())
