from django.urls import path

from guides.letters import views
from guides.letters.dossier_views import dossier
from guides.letters.preview import preview
from guides.pages.listing import pages

urlpatterns = [
    *pages("", views.index, "letters"),
    path("anteprima/<number:pk>/", preview, name="letter_preview"),
    path("<slug:slug>/", views.show, name="letter"),
    path("<slug:slug>/scritta/", views.write, name="letter_written"),
    path("<slug:slug>/cambiata/", views.change, name="letter_changed"),
    path("<slug:slug>/pdf/", views.as_pdf, name="letter_pdf"),
    path("<slug:slug>/fascicolo/<number:number>/", dossier, name="letter_dossier"),
    path("<slug:slug>/fascicolo/<number:number>/<slug:act>/", dossier, name="letter_dossier"),
    path("<slug:slug>/inviata/", views.sent, name="letter_sent"),
    path("<slug:slug>/testo/", views.as_file, name="letter_text"),
]
