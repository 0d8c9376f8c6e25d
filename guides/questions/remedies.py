"""At the desk, what answers a question: a synonym, a signpost, a text that stands first."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from guides.desk.base import DeskAdmin
from guides.questions.models import SearchQuestion
from guides.search.documents import SearchDocument
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from guides.search.finder import find
from guides.search.query import parse
from guides.text.fields import LineField


class Remedy:
    """What a question's link opens, with the question in a field: once saved, back to them all."""

    field_of_the_question = ""

    def response_post_save_add(self, request: HttpRequest, obj) -> HttpResponse:
        if self.field_of_the_question in request.GET:
            return HttpResponseRedirect(reverse("admin:guides_searchquestion_changelist"))
        return super().response_post_save_add(request, obj)


@admin.register(Synonym)
class SynonymAdmin(Remedy, DeskAdmin):
    field_of_the_question = "wordings"
    list_display = ["wordings", "meaning", "replaces"]
    search_fields = ["wordings", "meaning"]

    def save_model(self, request, obj, form, change) -> None:
        """A question that finds something now is dealt with."""
        super().save_model(request, obj, form, change)
        keys = {parse(wording).key[:300] for wording in obj.wordings.split(",")}
        for question in SearchQuestion.objects.waiting().filter(key__in=keys):
            if hits := find(question.text).hits:
                told = letters_in_words(question.announce(hits[0].document))
                said = f"Ora «{question.text}» trova qualcosa: è sistemata.{told}"
                messages.success(request, said)
            else:
                messages.warning(request, f"Nemmeno così «{question.text}» trova qualcosa.")


@admin.register(Signpost)
class SignpostAdmin(DeskAdmin):
    list_display = ["wordings", "says", "name"]
    search_fields = ["wordings", "says", "name"]


class PromotedAnswerForm(forms.ModelForm):
    """The text is named by its address, as it is copied from the page."""

    address = LineField(
        label="Indirizzo della risposta",
        max_length=600,
        help_text="Se la ricerca trova qualcosa, qui c’è già il primo risultato. Per metterne un "
        "altro, copialo dalla pagina: di una guida, o di una sua parte (con il # in fondo).",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = PromotedAnswer
        fields = ["question"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if document := SearchDocument.objects.filter(key=self.instance.document_key).first():
            self.initial["address"] = document.address

    def clean_question(self) -> str:
        question = self.cleaned_data["question"]
        if not (key := parse(question).key):
            raise forms.ValidationError("Scrivi la domanda a parole.")
        others = PromotedAnswer.objects.exclude(pk=self.instance.pk)
        if others.filter(question_key=key).exists():
            raise forms.ValidationError("Questa domanda ha già una risposta in evidenza.")
        return question

    def clean_address(self) -> SearchDocument:
        parts = urlsplit(self.cleaned_data["address"].strip())
        address = parts.path + (f"#{parts.fragment}" if parts.fragment else "")
        document = SearchDocument.objects.filter(address=address).first()
        if not document:
            raise forms.ValidationError(
                "A questo indirizzo non c’è una pagina pubblicata che si possa trovare."
            )
        return document

    def save(self, commit: bool = True) -> PromotedAnswer:
        self.instance.document_key = self.cleaned_data["address"].key
        return super().save(commit)


@admin.register(PromotedAnswer)
class PromotedAnswerAdmin(Remedy, DeskAdmin):
    is_named_in_the_record = False
    field_of_the_question = "question"
    form = PromotedAnswerForm
    fields = ["question", "address"]
    list_display = ["question", "shown_first"]
    search_fields = ["question"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """With a question, the text that the search thinks nearest to it."""
        initial = super().get_changeform_initial_data(request)
        if hits := find(
            str(initial.get("question", "")), filters={"kind": "sezione"}, however_far=True
        ).hits:
            initial["address"] = hits[0].document.address
        return initial

    @admin.display(description="risposta")
    def shown_first(self, answer: PromotedAnswer) -> str:
        document = SearchDocument.objects.filter(key=answer.document_key).first()
        if not document:
            return "non è più pubblicata: non si vede"
        return format_html('<a href="{}">{}</a>', document.address, document)

    def save_model(self, request, obj, form, change) -> None:
        """Whoever waits for this question is told."""
        super().save_model(request, obj, form, change)
        document = form.cleaned_data["address"]
        for question in SearchQuestion.objects.filter(key=obj.question_key):
            if told := question.announce(document):
                messages.success(request, letters_in_words(told).strip())


def letters_in_words(waiting: int) -> str:
    return f" Abbiamo avvisato chi aspettava la risposta: {waiting}." if waiting else ""
