from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from guides.desk.base import DeskAdmin
from guides.questions import work  # noqa: F401 - said on the first page
from guides.questions.answering import place_for_a_section
from guides.questions.models import SearchQuestion
from guides.questions.remedies import letters_in_words


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
            messages.info(request, letters_in_words(told).strip())

    @admin.action(description="Riporta fra quelle da sistemare", permissions=["change"])
    def bring_back(self, request, queryset) -> None:
        for question in queryset:
            question.reopen()


def _who_asked(question: SearchQuestion) -> str:
    """Who said so to the newsroom, and who waits to be told."""
    said = f"Detta alla redazione: {question.told}." if question.told else ""
    waiting = f"Aspettano la risposta: {question.waiting_readers}."
    facts = " ".join(filter(None, [said, waiting if question.waiting_readers else ""]))
    return format_html("<p>{}</p>", facts) if facts else ""
