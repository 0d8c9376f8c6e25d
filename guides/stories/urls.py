from django.urls import path

from guides.stories import views

urlpatterns = [
    path("raccontaci-la-tua-storia/", views.tell, name="tell_story"),
    path("storie/", views.index, name="stories"),
    path("storie/<number:pk>-<slug:slug>/", views.show, name="story"),
    path("riservati/<number:pk>/", views.attachment, name="attachment"),
]
