"""The least that Django can do: one view that returns the same bytes. Also its settings."""

import os
from pathlib import Path

SECRET_KEY = "only-for-the-benchmark"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


def show(request, slug):
    from django.http import HttpResponse

    return HttpResponse(BODY)


def urlpatterns_():
    from django.urls import path

    return [path("guide/<slug:slug>/", show)]


urlpatterns = urlpatterns_()


def application(environ, start_response):
    return _django()(environ, start_response)


def _django():
    global application
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    return application
