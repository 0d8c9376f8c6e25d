"""The letter before it is public: as each of the sample readers would have it."""

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from guides.contributions.private import keep_private
from guides.glossary.answers import Answers
from guides.letters.checking import letter_of, obstacles_of
from guides.letters.freezing import draft_of
from guides.letters.language.reading import NotRead
from guides.letters.models import FormLetter
from guides.letters.page import LetterPage
from guides.letters.samples import answers_of


@never_cache
@staff_member_required
@permission_required("guides.change_formletter", raise_exception=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(FormLetter.objects.with_everything(), pk=pk)
    said = letter_of(letter)
    obstacles = obstacles_of(letter)
    context = {
        "letter": letter,
        "obstacles": obstacles,
        "page": LetterPage(draft_of(letter), said, Answers.read({}, said.data.values())),
        "read": list(_read(letter, said)),
    }
    return keep_private(render(request, "letters/preview.html", context))


def _read(letter: FormLetter, said):
    """(sample, its letter) of those that can be written."""
    for sample in letter.samples.all():
        try:
            answers = answers_of(sample, said)
            yield sample, said.sheet(answers.value, on=timezone.localdate()), answers.errors
        except (NotRead, KeyError):
            continue
