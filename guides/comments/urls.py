from django.urls import path

from guides.comments import views
from guides.contributions.links import register_private_prefixes

register_private_prefixes("segui")
urlpatterns = [
    path("guide/<slug:slug>/commenti/<number:number>/", views.guide_page, name="guide_comments"),
    path(
        "storie/<number:pk>-<slug:slug>/commenti/<number:number>/",
        views.story_page,
        name="story_comments",
    ),
    path("commenti/<number:pk>/", views.show, name="comment"),
    path("commenti/<number:pk>/rispondi/", views.answer, name="answer_comment"),
    path("commenti/<number:pk>/risposte/<number:number>/", views.thread, name="thread"),
    path("commenti/nuovo/<kind>/<number:pk>/", views.write, name="write_comment"),
    path("commenti/segui/<kind>/<number:pk>/", views.follow, name="follow"),
    path("segui/<str:token>/", views.confirm_follow, name="confirm_follow"),
]
