from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from guides.desk.base import DeskAdmin
from guides.questions import work  # noqa: F401 - said on the first page
from guides.questions.answering import place_for_a_section
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
                told = _told(question.announce(hits[0].document))
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
            initial.get("question", ""), filters={"kind": "sezione"}, however_far=True
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
                messages.success(request, _told(told).strip())


class StillWaiting(admin.SimpleListFilter):
    title = "che cosa mostrare"
    parameter_name = "stato"

    def lookups(self, request, model_admin):
        return [
            ("trovate", "Con un risultato"),
            ("sistemate", "Sistemate o messe da parte"),
            ("tutte", "Tutte"),
        ]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        yield first | {"display": "Da sistemare"}
        yield from others

    def queryset(self, request, queryset):
        if self.value() == "tutte":
            return queryset
        if self.value() == "sistemate":
            return queryset.filter(settled_at__isnull=False)
        if self.value() == "trovate":
            return queryset.waiting().exclude(pk__in=queryset.unanswered().values("pk"))
        return queryset.unanswered()


@admin.register(SearchQuestion)
class SearchQuestionAdmin(DeskAdmin):
    """What readers ask and do not find, the most needed first."""

    is_named_in_the_record = False
    list_display = ["question", "asked", "hits_of_each", "not_found", "opened"]
    list_display_links = None
    list_filter = [StillWaiting]
    search_fields = ["text"]
    actions = ["set_aside", "bring_back"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).counted().order_by("-unmet", "-not_found", "text")

    def changelist_view(self, request, extra_context=None):
        title = {"title": "Che cosa chiedono i lettori e non trovano"}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request) -> bool:
        return False

    def get_urls(self):
        begin = self.admin_site.admin_view(self.begin_section)
        own = [path("<number:pk>/sezione/", begin, name="guides_searchquestion_section")]
        return own + super().get_urls()

    def begin_section(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        if not self.has_view_permission(request):
            raise PermissionDenied
        question = get_object_or_404(SearchQuestion, pk=pk)
        if waiting := question.followers.reachable().count():
            told = "Chi aspetta questa risposta riceve una lettera quando la pubblichi: {}."
            messages.info(request, told.format(waiting))
        return HttpResponseRedirect(place_for_a_section(question))

    @admin.display(description="ricerche (90 giorni)", ordering="asked")
    def asked(self, question) -> int:
        return question.asked

    @admin.display(description="senza risultati", ordering="not_found")
    def not_found(self, question) -> int:
        return question.not_found

    @admin.display(description="risultato aperto", ordering="opened")
    def opened(self, question) -> int:
        return question.opened

    @admin.display(description="risultati trovati, in media", ordering="hits")
    def hits_of_each(self, question) -> int:
        return -(-question.hits // question.asked) if question.asked else 0

    @admin.display(description="domanda, e che cosa puoi farne", ordering="text")
    def question(self, question) -> str:
        synonym = f"{reverse('admin:guides_synonym_add')}?{urlencode({'wordings': question.text})}"
        answer = reverse("admin:guides_promotedanswer_add")
        return format_html(
            '<strong>{}</strong>{}<p><a href="{}">Scrivi una sezione</a> · '
            '<a href="{}">Aggiungi un sinonimo</a> · '
            '<a href="{}">Metti in evidenza una risposta</a> · '
            '<a href="{}">Prova la ricerca</a></p>',
            question.text,
            _who_asked(question),
            reverse("admin:guides_searchquestion_section", args=[question.pk]),
            synonym,
            f"{answer}?{urlencode({'question': question.text})}",
            f"{reverse('search')}?{urlencode({'q': question.text})}",
        )

    @admin.action(description="Metti da parte", permissions=["change"])
    def set_aside(self, request, queryset) -> None:
        told = sum(question.put_aside() for question in queryset)
        if told:
            messages.info(request, _told(told).strip())

    @admin.action(description="Riporta fra quelle da sistemare", permissions=["change"])
    def bring_back(self, request, queryset) -> None:
        for question in queryset:
            question.reopen()


def _told(waiting: int) -> str:
    return f" Abbiamo avvisato chi aspettava la risposta: {waiting}." if waiting else ""


def _who_asked(question: SearchQuestion) -> str:
    """Who said so to the newsroom, and who waits to be told."""
    said = f"Detta alla redazione: {question.told}." if question.told else ""
    waiting = f"Aspettano la risposta: {question.waiting_readers}."
    facts = " ".join(filter(None, [said, waiting if question.waiting_readers else ""]))
    return format_html("<p>{}</p>", facts) if facts else ""
