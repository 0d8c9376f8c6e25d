from django.urls import path

from guides.search import views

urlpatterns = [
    path("cerca/", views.results, name="search"),
    path("cerca.json", views.results_as_data, name="search_data"),
]
