from django.urls import path

from guides.guide import link_places
from guides.stories import telling, views

link_places.register_list("stories", "Tutte le storie")
urlpatterns = [
    path("raccontaci-la-tua-storia/", telling.tell, name="tell_story"),
    path("storie/", views.index, name="stories"),
    path("storie/<number:pk>-<slug:slug>/", views.show, name="story"),
    path("riservati/<number:pk>/", views.attachment, name="attachment"),
]
