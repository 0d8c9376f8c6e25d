"""The editions of a letter at the desk: compared block by block, brought back as a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from guides.glossary.models import Datum
from guides.guide.comparing import compare
from guides.guide.versions.version import SectionText, Version
from guides.letters.editions import LetterEdition
from guides.letters.fact_uses import MARKDOWN, TEXTS
from guides.letters.freezing import COPIED, draft_of, says_the_same
from guides.letters.models import FormLetter
from guides.text.dates import in_words
from guides.text.numbers import whole_number

WORKING_COPY = "bozza"
PARTS = {
    "body": "Testo della lettera",
    "sender": "Mittente",
    "recipient": "Destinatario",
    "attachments": "Che cosa allegare",
    "sending": "Come inviarla",
    "no_answer": "Se non rispondono",
}


def version_of(edition: LetterEdition, key: str, name: str) -> Version:
    """As it was written, tags and all."""
    return Version(
        key=key,
        name=name,
        fields={
            "Titolo": edition.title,
            "Indirizzo": edition.slug,
            "Sommario": edition.summary,
            "Oggetto": edition.subject,
            "Argomento": str(edition.topic),
            "Azienda": str(edition.company or ""),
            "Come si invia": str(edition.channel or ""),
            "Che cosa chiede": ", ".join(edition.questions),
            "I giorni che seguono": ", ".join(edition.terms),
            "Autore": str(edition.author),
            "Riletta il": in_words(edition.verified_on),
        },
        sources={s["address"]: f"{s['title']} ({s['publisher']})" for s in edition.sources},
        introduction="",
        sections=[
            SectionText(name, title, 1, name, "", _written(edition, name))
            for name, title in PARTS.items()
        ],
    )


def _written(edition: LetterEdition, name: str) -> str:
    return getattr(edition, f"{name}_as_written", "") or getattr(edition, name)


def version_at(letter: FormLetter, key: str) -> Version:
    """Raises Http404."""
    if key == WORKING_COPY:
        return version_of(draft_of(letter), key, "bozza di adesso")
    number = whole_number(key, figures=9)
    if number is None:
        raise Http404
    edition = get_object_or_404(letter.editions.all(), number=number)
    return version_of(edition, key, f"{edition.number}ª edizione")


def is_published(letter: FormLetter) -> bool:
    """Whether every word of the working copy stands in an edition: then none can be lost."""
    draft = draft_of(letter)
    return any(says_the_same(edition, draft) for edition in letter.editions.all())


@transaction.atomic
def restore(letter: FormLetter, edition: LetterEdition) -> None:
    """Bring an edition's words into the working copy; nothing is published."""
    letter = letter.locked()
    for name in (*COPIED, *TEXTS):
        setattr(letter, name, getattr(edition, name))
    for name in MARKDOWN:
        setattr(letter, name, _written(edition, name))
    letter.save()
    letter.questions.all().delete()
    asked = {datum.key: datum for datum in Datum.objects.filter(key__in=edition.questions)}
    for position, key in enumerate(k for k in edition.questions if k in asked):
        letter.questions.create(datum=asked[key], position=position)
    letter.sources.all().delete()
    for position, source in enumerate(edition.sources):
        letter.sources.create(position=position, **source)
    letter.revise()


class VersionPages:
    """For the admin of letters."""

    def get_urls(self):
        view = self.admin_site.admin_view
        back = view(require_POST(self.restore))
        return [
            path("<number:pk>/versioni/", view(self.versions), name="letter_versions"),
            path("<number:pk>/versioni/<number:number>/ripristina/", back, name="letter_restore"),
            *super().get_urls(),
        ]

    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        letter = self._theirs(request, pk)
        editions = letter.editions.select_related("published_by").order_by("-number")
        before = request.GET.get("da") or (str(editions[0].number) if editions else WORKING_COPY)
        after = request.GET.get("a") or WORKING_COPY
        context = self.admin_site.each_context(request) | {
            "title": "Le versioni",
            "subtitle": str(letter),
            "object": letter,
            "opts": self.opts,
            "letter": letter,
            "editions": editions,
            "before": before,
            "after": after,
            "people": {},
            "comparison": compare(version_at(letter, before), version_at(letter, after)),
        }
        return render(request, "letters/desk/versions.html", context)

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        letter = self._theirs(request, pk)
        edition = get_object_or_404(letter.editions.all(), number=number)
        if not is_published(letter) and "sopra" not in request.POST:
            context = self.admin_site.each_context(request)
            context |= {"title": "Ripristinare?", "letter": letter, "edition": edition}
            return render(request, "letters/desk/restore.html", context, status=409)
        restore(letter, edition)
        self.log_change(request, letter, f"Ripristinata come bozza: {number}ª edizione.")
        messages.success(
            request,
            f"Ora la bozza dice quello che diceva la {number}ª edizione. I lettori non vedono "
            "niente di diverso finché non pubblichi.",
        )
        return redirect("admin:guides_formletter_change", letter.pk)

    def _theirs(self, request: HttpRequest, pk: int) -> FormLetter:
        letter = get_object_or_404(FormLetter.objects.with_everything(), pk=pk)
        if not self.has_change_permission(request, letter):
            raise PermissionDenied
        return letter
