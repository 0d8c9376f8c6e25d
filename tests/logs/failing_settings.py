"""The site's settings, with addresses that fail while they hold what somebody wrote."""

from helpcentre.settings import *  # noqa: F403
from helpcentre.settings import MIDDLEWARE

MIDDLEWARE = [*MIDDLEWARE, "tests.logs.failing_settings.stumble"]


def stumble(get_response):
    def answer(request):
        what = request.GET.get("inciampa")
        if what:
            FAILURES[what](request.GET["parole"])
        return get_response(request)

    return answer


def _value(words: str) -> None:
    int(words)


def _chained(words: str) -> None:
    try:
        {}[words]
    except KeyError as error:
        raise RuntimeError(f"not found: {words}") from error


def _database(words: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        columns = "username, password, first_name, last_name, email, is_staff"
        query = f"INSERT INTO auth_user ({columns}) VALUES (%s, %s, %s, %s, %s, %s)"  # noqa: S608
        cursor.execute(query, [words[:50], "x", words[:50], words[:50], words[:50], None])


def _logged(words: str) -> None:
    import logging

    log = logging.getLogger("guides.something")
    try:
        int(words)
    except ValueError as error:
        log.error("not a number: %s", error)
        log.error(error)
    log.warning("a telephone in a line: +39 333 123 4567, a code: RSSNNA80A41H501L")
    raise SystemError(words)


def _thread(words: str) -> None:
    import threading

    thread = threading.Thread(target=_value, args=[words])
    thread.start()
    thread.join()


FAILURES = {
    "value": _value,
    "chained": _chained,
    "database": _database,
    "logged": _logged,
    "thread": _thread,
}
