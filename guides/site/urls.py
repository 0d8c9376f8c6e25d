from django.urls import path

from guides.site import views

urlpatterns = [
    path("<slug:slug>/", views.page, name="page"),
]
