"""The site's settings, with a rendering that reads the database and then takes its time."""

from helpcentre.settings import *  # noqa: F403
from helpcentre.settings import MIDDLEWARE

MIDDLEWARE = [MIDDLEWARE[0], "tests.published.slow_settings.dawdle", *MIDDLEWARE[1:]]


def dawdle(get_response):
    import time

    def rendered_slowly(request):
        response = get_response(request)
        if request.path == "/guide/due/":
            time.sleep(1.5)
        return response

    return rendered_slowly
