"""Every address of the site: the desk, then the app's rooms."""

from django.contrib import admin
from django.urls import include, path

from helpcentre.health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("salute/", health),
    path("", include("guides.urls")),
]
handler404 = "guides.site.views.not_found"
handler500 = "guides.site.views.server_error"
