from django.urls import path

from guides.authors import views

urlpatterns = [
    path("<slug:slug>/", views.show, name="author"),
]
