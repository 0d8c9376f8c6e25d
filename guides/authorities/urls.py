from django.urls import path

from guides.authorities import views

urlpatterns = [
    path("", views.index, name="authorities"),
    path("<slug:slug>/", views.show, name="authority"),
]
