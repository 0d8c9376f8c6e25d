"""The dossier of a letter: made of what the reader has in hand, kept nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guides.letters.dossier import DossierForm, DossierScheme, as_text
from guides.letters.forms import SheetForm
from guides.letters.pdf.making import NoPdf, pdf_of
from guides.letters.plain import as_facts
from guides.letters.sheet import Sheet
from guides.letters.views import download, edition_at, personal

FILLED = ("mittente", "destinatario", "oggetto", "testo", "allegati")


@personal
def dossier(request: HttpRequest, slug: str, number: int, act: str = "") -> HttpResponse:
    """From the letter to its boxes, from the boxes to the page, the file, the PDF."""
    edition, scheme = edition_at(slug), get_object_or_404(DossierScheme, pk=number)
    context = {"edition": edition, "scheme": scheme}
    if "testo" in request.POST:  # it comes from the letter
        letter = SheetForm(request.POST)
        words = {name: letter[name].value() or "" for name in FILLED}
        words["testo"] = as_facts(words["testo"])
        return _page(request, context, DossierForm(None, scheme, words))
    form = DossierForm(request.POST, scheme)
    if not form.is_valid():
        return _page(request, context, form, status=422)
    sheet = form.sheet(Sheet(title=edition.title, blocks=()), scheme)
    name = f"fascicolo-{edition.slug}"
    if act == "testo":
        return download(f"{name}.txt", as_text(sheet))
    if act == "pdf":
        return _pdf(request, context, form, sheet, name)
    if act:
        raise Http404
    return _page(request, context | {"sheet": sheet}, form)


def _pdf(request: HttpRequest, context: dict, form: DossierForm, sheet: Sheet, name: str):
    try:
        file = pdf_of(sheet)
    except NoPdf as why:
        more = {"sheet": sheet, "trouble": why.sentence}
        return _page(request, context | more, form, status=why.status)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _page(request: HttpRequest, context: dict, form: DossierForm, status: int = 200):
    return render(request, "letters/dossier.html", context | {"form": form}, status=status)
