from django.urls import path

from guides.search import views

urlpatterns = [
    path("", views.results, name="search"),
]
