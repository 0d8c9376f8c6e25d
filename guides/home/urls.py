from django.urls import path

from guides.home import views

urlpatterns = [
    path("", views.index, name="home"),
]
