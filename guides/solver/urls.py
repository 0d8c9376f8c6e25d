from django.urls import path

from guides.pages.machines import for_machines
from guides.solver import views

urlpatterns = [
    path("risolvi/", views.index, name="flows"),
    path("risolvi/<slug:slug>.md", for_machines(views.in_markdown), name="flow_in_markdown"),
    path("risolvi/<slug:slug>/", views.show, name="flow"),
    path("risolvi/<slug:slug>/<path:way>", views.show),
    path("anteprima/risolvi/<number:pk>/", views.preview, name="flow_preview"),
    path("anteprima/risolvi/<number:pk>/<path:way>", views.preview),
]
