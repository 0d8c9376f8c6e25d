from django.urls import path

from guides.contributions.links import register_private_prefixes
from guides.pages.machines import for_machines
from guides.questions import views

register_private_prefixes("domanda")
urlpatterns = [
    path("cerca/", views.results, name="search"),
    path("cerca.json", for_machines(views.results_as_data), name="search_data"),
    path("cerca/aperto/", views.opened, name="search_opened"),
    path("cerca/domanda/", views.report, name="report_question"),
    path("domanda/<str:token>/", views.confirm, name="confirm_question"),
]
