from django.urls import path

from guides.pages.listing import pages
from guides.topics import views

urlpatterns = [
    path("", views.index, name="topics"),
    *pages("<slug:slug>/", views.show, "topic"),
]
