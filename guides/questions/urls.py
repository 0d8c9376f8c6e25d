from django.urls import path

from guides.contributions.links import secret_after
from guides.pages.machines import for_machines
from guides.questions import views

secret_after("domanda")
urlpatterns = [
    path("cerca/", views.results, name="search"),
    path("cerca.json", for_machines(views.results_as_data), name="search_data"),
    path("cerca/aperto/", views.opened, name="search_opened"),
    path("cerca/domanda/", views.report, name="report_question"),
    path("domanda/<str:token>/", views.confirm, name="confirm_question"),
]
