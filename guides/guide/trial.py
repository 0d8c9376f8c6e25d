"""What publishing would do, asked before it is done: the form is saved, looked at, taken back.

The dialogue «Pubblica…» sends the form as it stands, with what was not saved yet. All of it happens
in a transaction that is rolled back, so that what is told is what would be.
"""

from django.contrib.messages import WARNING, get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator

from guides.guide.checks.checking import Check, looked_at
from guides.guide.models import Guide, Section
from guides.guide.obstacle import Obstacle, way_to
from guides.guide.versions.pages import compared

ASK = "_ask"
NAMED = 20  # changes in a line each
QUOTED = 80  # letters of a sentence


class Trial:
    """For the admin of what is published; first of its pieces."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or ASK not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            if getattr(answer, "context_data", None) is not None:
                answer = _told(request, obstacles=_errors(answer.context_data))
            transaction.set_rollback(True)
        list(get_messages(request))  # said of a save that was taken back
        return answer

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        request.section_rows = rows_of(formsets)

    def response_add(self, request, obj, post_url_continue=None):
        if ASK in request.POST:
            return self._said_of(request, obj, is_saved=False)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if ASK in request.POST:
            return self._said_of(request, obj)
        return super().response_change(request, obj)

    def _said_of(self, request: HttpRequest, saved: Guide, *, is_saved=True) -> HttpResponse:
        guide = Guide.objects.with_everything().get(pk=saved.pk)
        rows = request.section_rows
        said = [m.message for m in get_messages(request) if m.level == WARNING]
        obstacles, checks = looked_at(guide, by=request.user)
        said += [_in_words(check) for check in checks]
        return _told(
            request,
            guide=guide,
            is_saved=is_saved,
            comparison=compared(guide.live, guide) if guide.live else None,
            obstacles=[(words, way_to(words, rows)) for words in obstacles],
            warnings=[(words, way_to(words, rows)) for words in said],
        )


def _in_words(check: Check) -> Obstacle:
    return Obstacle(" ".join([check.words, *_quoted(check.examples)]), check.place)


def _quoted(sentences: list[str]) -> list[str]:
    return [f"«{Truncator(sentence).chars(QUOTED)}»" for sentence in sentences]


def rows_of(formsets) -> dict[str, str]:
    """Each section's row in the page, by its identity."""
    return {
        str(form.instance.uid): form.prefix
        for formset in formsets
        if formset.model is Section
        for form in formset.forms
    }


def _told(request: HttpRequest, **context) -> HttpResponse:
    answer = render(request, "guide/desk/_before_publishing.html", {"named": NAMED} | context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _errors(context: dict) -> list[tuple[str, str]]:
    """What keeps the form from being saved, each with where it stands."""
    form = context["adminform"].form
    found = [(error, "") for error in form.non_field_errors()]
    found += [
        (f"{form[name].label}: {' '.join(errors)}", f"#id_{name}")
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    for group in context["inline_admin_formsets"]:
        found += [(error, "") for error in group.formset.non_form_errors()]
        for row in group.formset.forms:
            found += [(" ".join(errors), f"#{row.prefix}") for errors in row.errors.values()]
    return found
