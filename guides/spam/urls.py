from django.urls import path

from guides.spam import views

urlpatterns = [path("modulo/gettone/", views.token, name="form_token")]
