"""/salute/: whether this server can answer, and how the published pages are doing."""

import time

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from helpcentre.published import counting
from helpcentre.published.current import current_store


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the server answers; `database` says whether the database does too."""
    return JsonResponse({"stato": "ok", "database": _database(), "pagine": _pages()})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return "irraggiungibile"
    return "ok"


def _pages() -> dict | None:
    """Of this machine: how many are kept (at most), how full that is, how often they answered.

    What nginx serves by itself is in nginx's figures, not in these.
    """
    if not settings.KEEPS_PAGES:
        return None
    store = current_store()
    pages, total = store.tally()
    hits, misses = counting.total(store.root)
    full = max(pages / store.most_pages, total / store.most_bytes)
    return {
        "tenute": pages,
        "byte": total,
        "piene_per_cento": round(100 * full, 1),
        "risposte": hits + misses,
        "dal_disco_per_cento": round(100 * hits / (hits + misses), 1) if hits + misses else None,
        "cambiamenti_letti_secondi_fa": round(time.time() - store.checked_at(), 1),
    }
