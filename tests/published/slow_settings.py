"""The site's settings, with a rendering that reads the database and then waits to be let go."""

from helpcentre.settings import *  # noqa: F403
from helpcentre.settings import DATA_DIR, MIDDLEWARE

MIDDLEWARE = [MIDDLEWARE[0], "tests.published.slow_settings.dawdle", *MIDDLEWARE[1:]]
HOLD, RENDERED = DATA_DIR / "hold", DATA_DIR / "rendered"


def dawdle(get_response):
    import time

    def rendered_slowly(request):
        response = get_response(request)
        if request.path == "/guide/due/" and HOLD.exists():
            RENDERED.touch()
            deadline = time.monotonic() + 30
            while HOLD.exists() and time.monotonic() < deadline:
                time.sleep(0.02)
        return response

    return rendered_slowly
