from django.urls import path

from guides.topics import views

urlpatterns = [
    path("", views.index, name="topics"),
    path("<slug:slug>/", views.show, name="topic"),
]
