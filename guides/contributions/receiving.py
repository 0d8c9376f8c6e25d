"""The last step of a public form: what was written is kept before its reader is told so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guides.spam import GuardedForm, judge, network_key


def take_in(request: HttpRequest, form: GuardedForm, contribution):
    """Judge and keep a contribution once for each sending; return the row that is kept."""
    contribution.submission_id = form.submission_id
    contribution.network = network_key(request)
    verdict = judge(
        contribution.queue_text,
        name=contribution.author_name,
        email=contribution.author_email,
        network=contribution.network,
        submission_id=contribution.submission_id,
        **form.clues,
    )
    return contribution.submit(verdict=verdict.as_json())


def take_in_and_show(request: HttpRequest, form: GuardedForm, contribution) -> HttpResponse:
    """Keep it, then send its author to the private link."""
    return redirect(take_in(request, form, contribution).private_path)
