"""/salute/: whether this server can answer; for load balancers and the image's health check."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the server answers; `database` says whether the database does too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = "ok"
    except DatabaseError:
        database = "irraggiungibile"
    return JsonResponse({"stato": "ok", "database": database})
