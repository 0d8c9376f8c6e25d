"""From a reader's question to a section: what the link of the questions' page brings along."""

from functools import partialmethod

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from guides.search.finder import find
from guides.search.models import SearchDocument

PROBLEM = "problem"


class StartedFromAQuestion:
    """For rows of the desk with a `problem`: an address with ?problem=… opens with one more row."""

    def get_formset(self, request: HttpRequest, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        problem = request.GET.get(PROBLEM, "")[:140]
        if request.method != "GET" or not problem:
            return formset
        begun = partialmethod(formset.__init__, initial=[{PROBLEM: problem}])
        return type(formset.__name__, (formset,), {"extra": 1, "__init__": begun})


def place_for_a_section(question: str) -> str:
    """Where at the desk a section answering the question is begun: the guide that is nearest to
    it, or a new one when none is near."""
    query = urlencode({PROBLEM: question[:1].upper() + question[1:]})
    for hit in find(question).hits:
        if address := _desk_of(hit.document):
            return f"{address}?{query}#sections-group"
    return f"{reverse('admin:guides_guide_add')}?{query}"


def _desk_of(document: SearchDocument) -> str:
    """The desk's page of what a document belongs to, "" when nobody adds sections there."""
    name, _, pk = document.owner.partition(":")
    return reverse("admin:guides_guide_change", args=[pk]) if name == "guide" else ""
