from django.urls import path

from guides.contributions.links import register_private_prefixes
from guides.deadlines import views

register_private_prefixes("avviso-scadenza")
urlpatterns = [
    path("scadenze/", views.index, name="deadlines"),
    path("scadenze/<slug:slug>/", views.show, name="deadline"),
    path("scadenze/<slug:slug>/calendario.ics", views.calendar, name="deadline_calendar"),
    path("avviso/scadenza/<number:pk>/", views.follow, name="follow_rule"),
    path("avviso-scadenza/<str:token>/", views.confirm_follow, name="confirm_rule_follow"),
]
