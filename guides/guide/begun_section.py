"""From a reader's question to a section: what the link of the questions' page brings along."""

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from guides.questions.answering import register_place
from guides.questions.models import SearchQuestion
from guides.search.documents import SearchDocument
from guides.search.finder import find
from guides.text.numbers import whole_number

QUESTION = "domanda"


class BegunFromAQuestion:
    """For the rows of sections: an address with ?domanda=… opens with one more row, which says the
    problem in the readers' words and answers their question."""

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "question":
            return db_field.formfield(widget=forms.HiddenInput)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_extra(self, request: HttpRequest, obj=None, **kwargs) -> int:
        return super().get_extra(request, obj, **kwargs) + len(self.begun(request, obj))

    def begun(self, request: HttpRequest, guide) -> list[dict]:
        """Initial values of the section that is to answer the question in the address.

        None once a saved section answers it: after "save and go on" the address is the same.
        """
        question = _asked_for(request)
        if question is None or _answers(guide, question):
            return []
        return [{"question": question.pk, "problem": question.text[:1].upper() + question.text[1:]}]


def _answers(guide, question: SearchQuestion) -> bool:
    return bool(guide and guide.pk and guide.sections.filter(question=question).exists())


def _asked_for(request: HttpRequest) -> SearchQuestion | None:
    number = whole_number(request.GET.get(QUESTION, ""))
    if request.method != "GET" or number is None:
        return None
    return SearchQuestion.objects.filter(pk=number).first()


@register_place
def place_for_a_section(question: SearchQuestion) -> str:
    """Where at the desk a section answering the question is begun: the guide that is nearest to
    it, or a new one when none is near."""
    query = urlencode({QUESTION: question.pk})
    for hit in find(question.text, however_far=True).hits:
        if address := _desk_of(hit.document):
            return f"{address}?{query}#sections-group"
    return f"{reverse('admin:guides_guide_add')}?{query}"


def _desk_of(document: SearchDocument) -> str:
    """The desk's page of what a document belongs to, "" when nobody adds sections there."""
    name, _, pk = document.owner.partition(":")
    return reverse("admin:guides_guide_change", args=[pk]) if name == "guide" else ""
