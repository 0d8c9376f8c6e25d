"""The view of «Raccontaci la tua storia»: three steps, the preview, the way to the private link."""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from guides.contributions.receiving import take_in
from guides.spam import public_post, receive
from guides.spam.rate import limit
from guides.stories.attachment import MOST
from guides.stories.attachment_files import MAX_BYTES
from guides.stories.forms import StoryForm
from guides.stories.models import Story
from guides.stories.steps import STEPS, Step, step_on_the_way, step_to_mend

STORY = limit("story", (4, timedelta(hours=1)), (12, timedelta(days=1)))

SEND = "invia"
MAX_POST = (MOST + 1) * MAX_BYTES


@public_post
def tell(request: HttpRequest) -> HttpResponse:
    """A step, or the preview of the whole; once «Invia» was pressed there, its private page."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_POST:
        return render(request, "stories/too_big.html", status=413)
    form = StoryForm.of(request)
    if not form.is_bound:
        return _page(request, form, STEPS[0])
    if step := step_on_the_way(form):
        response = _page(request, form, step, status=422 if form.errors else 200)
        # For this reader alone; the browser's "back" may still show it, with the words.
        response["Cache-Control"] = "private, no-cache"
        return response
    is_sent = SEND in request.POST and not form.needs_confirmation
    if form.wants_editing or not form.is_valid() or is_sent:
        return receive(
            request,
            form,
            act=STORY,
            show=lambda *, status: _page(request, form, step_to_mend(form), status=status),
            accept=lambda: redirect(_keep(request, form).private_path),
        )
    response = render(request, "stories/preview.html", {"form": form, "story": form.story()})
    response["Cache-Control"] = "no-store"
    return response


@transaction.atomic
def _keep(request: HttpRequest, form: StoryForm) -> Story:
    story = take_in(request, form, form.story())
    form.draft.give_to(story)
    return story


def _page(request: HttpRequest, form: StoryForm, step: Step, *, status: int = 200) -> HttpResponse:
    """One step, with the words of the others hidden in it.

    Files that were turned away say by the status whether to try again.
    """
    others = {name for other in STEPS if other is not step for name in other.fields}
    carried = sorted(others - {"attachments"}) if form.is_bound else []
    context = {
        "form": form,
        "step": step,
        "steps": STEPS,
        "fields": [form[name] for name in step.fields],
        "hidden": [form[name] for name in carried],
    }
    refused = form.reception if form.reception.refusals and form.errors else None
    response = render(
        request, "stories/tell.html", context, status=refused.status if refused else status
    )
    if refused and refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    return response
