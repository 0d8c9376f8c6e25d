from django.urls import path

from guides.contributions import views
from guides.contributions.links import register_private_prefixes

register_private_prefixes("ricevuta", "niente-posta")
urlpatterns = [
    path("ricevuta/<str:token>/", views.show, name="receipt"),
    path("ricevuta/<str:token>/conferma/", views.confirm, name="receipt_confirm"),
    path("ricevuta/<str:token>/testo/", views.rewrite, name="receipt_rewrite"),
    path("ricevuta/<str:token>/contesta/", views.contest, name="receipt_contest"),
    path("ricevuta/<str:token>/indirizzo/", views.change_address, name="receipt_address"),
    path(
        "ricevuta/<str:token>/aggiornamento/<int:update>/testo/",
        views.rewrite,
        name="update_rewrite",
    ),
    path(
        "ricevuta/<str:token>/aggiornamento/<int:update>/contesta/",
        views.contest,
        name="update_contest",
    ),
    path("ricevuta/<str:token>/aggiornamento/", views.add_update, name="receipt_update"),
    path("ricevuta/<str:token>/risposta/", views.reply, name="receipt_reply"),
    path("ricevuta/<str:token>/ritiro/", views.take_back, name="receipt_take_back"),
    path("ricevuta/<str:token>/cancellazione/", views.erase, name="receipt_erase"),
    path("ricevuta/<str:token>/nuovo-collegamento/", views.renew, name="receipt_renew"),
    path("ricevuta/<str:token>/posta/", views.mail, name="receipt_mail"),
    path("ricevuta/<str:token>/dati.json", views.download, name="receipt_download"),
    path("niente-posta/<str:token>/", views.stop_mail, name="stop_mail"),
]
