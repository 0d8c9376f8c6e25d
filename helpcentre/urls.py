"""Every address of the site: the desk, then the app's rooms."""

from django.contrib import admin
from django.urls import include, path

from helpcentre.health import ALIVE, alive, health, ready
from helpcentre.metrics.views import metrics

urlpatterns = [
    path("admin/", admin.site.urls),
    path("salute/", health),
    path(ALIVE[1:], alive),
    path("salute/pronta", ready),
    path("metriche", metrics),
    path("", include("guides.urls")),
]
handler403 = "helpcentre.desk_errors.forbidden"
handler404 = "helpcentre.desk_errors.not_found"
handler500 = "helpcentre.desk_errors.server_error"
