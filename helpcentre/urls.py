"""Every address of the site: the desk, then the app's rooms."""

from django.contrib import admin
from django.urls import include, path

from helpcentre.health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("salute/", health),
    path("", include("guides.urls")),
]
handler403 = "helpcentre.desk_errors.forbidden"
handler404 = "helpcentre.desk_errors.not_found"
handler500 = "helpcentre.desk_errors.server_error"
