"""A review at the desk: asked for with the guide's own form, decided on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from guides.guide.review.asking import colleagues
from guides.guide.review.models import CannotDecide
from guides.guide.versions.pages import compared, people_between
from guides.publishing.buttons import desk_of
from guides.site.models import SiteSettings
from guides.text.canonical import canonical, is_visible
from guides.text.numbers import whole_number

MOST = 2_000  # letters of a note
NO_NOTE = "Scrivi almeno una nota: chi ha scritto la guida deve sapere che cosa cambiare."
ASKED = "Chiesta a {}: riceve una lettera e la trova alla scrivania."


class ReviewPages:
    """For the admin of what is reviewed; above VersionPages, which says who may read."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.review)
        return [path("<number:pk>/revisione/", view, name="guide_review"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        if guide := context.get("original"):
            people = ("asked_by", "asked_of", "decided_by")
            context["review"] = guide.reviews.select_related(*people).first()
            context["colleagues"] = colleagues(request.user)
            context["in_two"] = not SiteSettings.current().may_publish_alone
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        if "_ask_review" not in request.POST:
            return super().response_change(request, obj)
        self._say_saved(request, obj)
        note = canonical(request.POST.get("review_note", "")).strip()[:MOST]
        review = obj.ask_review(by=request.user, of=request.review_of, note=note)
        self.log_change(request, obj, f"Chiesta una revisione a {_name(review.asked_of)}.")
        messages.success(request, ASKED.format(_name(review.asked_of)))
        return redirect(desk_of(obj))

    def save_form(self, request, form, change):
        request.review_of = form.cleaned_data.get("review_of")
        return super().save_form(request, form, change)

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What changed, with a note for each section, and the two answers."""
        guide = self._theirs(request, pk)
        people = ("asked_by", "asked_of", "decided_by")
        review = guide.reviews.select_related(*people).prefetch_related("notes").first()
        if request.method == "POST" and review is not None:
            return self._decide(request, guide, review)
        return self._shown(request, guide, review)

    def _decide(self, request, guide, review) -> HttpResponse:
        answer, notes = _typed(request, "answer"), _notes(request, guide)
        try:
            if "approve" in request.POST:
                revision = whole_number(request.POST.get("revision", ""), figures=8) or 0
                review.approve(by=request.user, revision=revision, answer=answer)
                self.log_change(request, guide, "Approvata in revisione.")
                messages.success(request, "Approvata: chi l’ha chiesta riceve una lettera.")
            elif not notes and not answer:
                return self._shown(request, guide, review, error=NO_NOTE, status=422)
            else:
                review.send_back(by=request.user, notes=notes, answer=answer)
                self.log_change(request, guide, "Rimandata in revisione, con note.")
                messages.success(request, "Rimandata: chi l’ha chiesta riceve una lettera.")
        except CannotDecide as refusal:
            return self._shown(request, guide, review, error=str(refusal), status=409)
        return redirect(desk_of(guide))

    def _shown(self, request, guide, review, *, error: str = "", status: int = 200):
        latest = guide.live or guide.editions.order_by("-number").first()
        said = {n.section_uid.hex: n.text for n in review.notes.all()} if review else {}
        typed = {s.uid.hex: request.POST.get(f"note-{s.uid.hex}", "") for s in guide.sections.all()}
        more = {
            "review": review,
            "comparison": compared(latest, guide) if latest else None,
            "people": people_between(guide, latest, guide) if latest else {},
            "rows": [
                (s, typed[s.uid.hex] or said.get(s.uid.hex, "")) for s in guide.sections.all()
            ],
            "answer": request.POST.get("answer", ""),
            "error": error,
            "can_decide": review is not None and review.can_be_decided_by(request.user),
            "is_older": review is not None
            and review.is_waiting
            and review.revision != guide.revision,
        }
        response = self._page(request, guide, "review", "Revisione", **more)
        response.status_code = status
        return response


def _notes(request: HttpRequest, guide) -> list[tuple]:
    """(uid, title, text) of each section about which something was typed."""
    typed = [(s.uid, s.title, _typed(request, f"note-{s.uid.hex}")) for s in guide.sections.all()]
    return [note for note in typed if note[2]]


def _typed(request: HttpRequest, name: str) -> str:
    text = canonical(request.POST.get(name, "")).strip()[:MOST]
    return text if is_visible(text) else ""


def _name(person) -> str:
    return person.get_full_name() or person.get_username()
