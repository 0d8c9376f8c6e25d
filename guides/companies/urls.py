from django.urls import path

from guides.companies import views

urlpatterns = [
    path("", views.index, name="companies"),
    path("<slug:slug>/", views.show, name="company"),
]
