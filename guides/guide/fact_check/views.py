"""What a shared link opens: the draft, and under each section two answers."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from guides.guide import preview
from guides.guide.composer import GuidePage
from guides.guide.fact_check.forms import CheckForm, gone_sections
from guides.guide.fact_check.models import OutsideAnswer
from guides.spam import receive
from guides.spam.rate import limit

FACT_CHECK = limit("fact_check", (20, timedelta(minutes=10)), (100, timedelta(days=1)))


@never_cache
@csrf_exempt  # whoever knows the address holds all the authority that it gives
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The draft; a POST says of its sections whether they are right."""
    guide = preview.guide_from(token)
    if guide is None:
        return preview.private(render(request, "guide/preview_expired.html", status=410))
    page = GuidePage.of_draft(guide)
    posted = request.POST if request.method == "POST" else None
    gone = gone_sections(guide, posted, there=page.sections)
    form = CheckForm(posted, sections=[*page.sections, *gone], with_token=True)

    def show(*, status: int = 200) -> HttpResponse:
        for section in [*page.sections, *gone]:
            section.check = form.row(section)
        context = {"page": page, "is_preview": True, "check": form, "gone": gone, "token": token}
        return render(request, "guide/show.html", context, status=status)

    def accept() -> HttpResponse:
        OutsideAnswer.objects.bulk_create(form.answers_of(guide), ignore_conflicts=True)
        return redirect("shared_thanks", token)

    if posted is None:
        return preview.private(show())
    return preview.private(receive(request, form, act=FACT_CHECK, show=show, accept=accept))


@never_cache
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    guide = preview.guide_from(token)
    if guide is None:
        return preview.private(render(request, "guide/preview_expired.html", status=410))
    context = {"guide": guide, "token": token}
    return preview.private(render(request, "guide/checked.html", context))
