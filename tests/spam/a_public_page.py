"""A public form as any room would write it, at an address of its own: the guard's test bench."""

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from guides.spam import GuardedForm, public_post, receive
from helpcentre import urls

PAGE = engines["django"].from_string(
    "{% extends 'base.html' %}{% load static %}{% block content %}<h1>Scrivi</h1>"
    "{{ form.non_field_errors }}<form method='post'>{{ form.guard }}"
    "{% for field in form.words %}{{ field.errors }}{{ field }}{% endfor %}"
    "<button>Manda</button></form>{% endblock %}"
    "{% block scripts %}<script src='{% static 'js/form-token.js' %}' defer></script>"
    "{% endblock %}"
)
kept: list[dict] = []  # what the room stored, in the order of arrival


class OpinionForm(GuardedForm):
    text = forms.CharField(label="Testo", widget=forms.Textarea)
    outcome = forms.ChoiceField(label="Esito", choices=[("si", "Risolto"), ("no", "Non risolto")])
    agreed = forms.BooleanField(label="Consenso", required=False)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)


class FileForm(GuardedForm):
    text = forms.CharField(label="Testo")
    proof = forms.FileField(label="Prova", required=False)


@public_post
def opinion(request, form_class=OpinionForm):
    form = form_class(request.POST or None, request.FILES or None)

    def show(status: int = 200) -> HttpResponse:
        return HttpResponse(PAGE.render({"form": form}, request), status=status)

    def accept() -> HttpResponse:
        kept.append({"id": form.submission_id, **form.cleaned_data, **form.clues})
        return HttpResponse("Ricevuto.")

    if request.method != "POST":
        return show()
    return receive(request, form, act="comment", show=show, accept=accept)


urlpatterns = [
    path("opinione/", opinion, name="opinion"),
    path("prova/", opinion, {"form_class": FileForm}, name="proof"),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500
