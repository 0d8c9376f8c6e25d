from django.urls import path

from guides.feedback import views

urlpatterns = [
    path("<int:edition>/", views.vote, name="vote"),
    path("<int:edition>/<int:position>/grazie/", views.counted, name="vote_counted"),
    path("<int:edition>/<int:position>/perche/", views.reason, name="vote_reason"),
    path(
        "<int:edition>/<int:position>/perche/grazie/",
        views.counted,
        {"told": True},
        name="vote_told",
    ),
]
