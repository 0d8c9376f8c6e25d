"""/salute/viva, /salute/pronta, /salute/: whether this server lives, may be asked; how it is."""

import shutil
import time

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from helpcentre.published import counting, trust
from helpcentre.published.current import current_store

GOOD = "ok"
ALIVE = "/salute/viva"


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """200 while the process answers: who gets none may kill it. Nothing else is asked."""
    return JsonResponse({"stato": GOOD})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 while a balancer should ask another machine, with what is wrong here."""
    found = {"database": _database(), "pagine": _folder()}
    if found["database"] == GOOD:
        found["migrazioni"] = _migrations()
    is_ready = all(state == GOOD for state in found.values())
    said = {"stato": GOOD if is_ready else "non pronta", **found}
    return JsonResponse(said, status=200 if is_ready else 503)


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the server answers, with how its parts are."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    return JsonResponse(
        {"stato": GOOD, "database": _database(), "disco_libero_byte": free, "pagine": _pages()}
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return "irraggiungibile"
    return GOOD


def _folder() -> str:
    return "la cartella non si lascia cambiare" if trust.is_lost() else GOOD


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "da applicare" if missing else GOOD


def _pages() -> dict | None:
    """Of this machine: how many are kept (at most), how full that is, how often they answered.

    What nginx serves by itself is in nginx's figures, not in these.
    """
    if not settings.KEEPS_PAGES:
        return None
    store = current_store()
    pages, total = store.tally()
    figures = counting.total(store.root)
    hits, misses = int(figures["hits"]), int(figures["misses"])
    full = max(pages / store.most_pages, total / store.most_bytes)
    return {
        "servite": not trust.is_lost(),
        "tenute": pages,
        "byte": total,
        "piene_per_cento": round(100 * full, 1),
        "risposte": hits + misses,
        "dal_disco_per_cento": round(100 * hits / (hits + misses), 1) if hits + misses else None,
        "cambiamenti_letti_secondi_fa": round(time.time() - store.checked_at(), 1),
    }
