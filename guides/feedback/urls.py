from django.urls import path

from guides.feedback import views

urlpatterns = [
    path("<number:edition>/", views.vote, name="vote"),
    path("<number:edition>/<number:position>/grazie/", views.counted, name="vote_counted"),
    path("<number:edition>/<number:position>/perche/", views.reason, name="vote_reason"),
    path(
        "<number:edition>/<number:position>/perche/grazie/",
        views.counted,
        {"told": True},
        name="vote_told",
    ),
]
