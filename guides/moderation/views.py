"""The desk's page «Da moderare» and its one address for acts."""

import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guides.moderation.acts import MOST, WORDY, NotAnAct, Outcome, perform
from guides.moderation.decisions import Reason
from guides.moderation.forms import PreferencesForm, WordsForm
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.moderation.queue import BY_SLUG, BY_STATE, TABS, Page, counts, page_of

log = logging.getLogger(__name__)


@require_GET
def queue(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """A page of a tab. `?voce=12` (a mail's link) opens it at that item, and never acts."""
    tab, cursor = BY_SLUG.get(request.GET.get("scheda", ""), TABS[0]), request.GET.get("da", "")
    current = _number(request.GET.get("voce", ""))
    if current:
        item = QueueItem.objects.filter(pk=current).first()
        if item is None:
            messages.warning(request, "Quella voce non c’è più: è stata cancellata.")
        else:
            tab = BY_STATE[item.state]
            cursor = tab.cursor_at(item)
    page = page_of(tab, cursor=cursor, done=_numbers(request.GET.get("fatto", "")))
    return _show(request, desk, page, cursor=cursor, current=current)


@require_POST
def act(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Do what the pressed button says, then go back to where the moderator was."""
    name, handles = request.POST.get("atto", ""), request.POST.getlist("voce")
    form = WordsForm(request.POST) if name in WORDY else None
    if form and not form.is_valid():
        return _with_the_words(request, desk, form, name, status=422)
    try:
        text = form.cleaned_data["testo"] if form else ""
        outcome = perform(name, handles, by=request.user, text=text)
    except NotAnAct as nonsense:
        log.warning("not an act: %s", nonsense)
        return render(request, "moderation/not_an_act.html", desk.each_context(request), status=400)
    if not handles:
        outcome.refused.append("Non hai scelto nessuna voce: segna prima le caselle.")
    if form and outcome.refused:
        form.add_error("testo", " ".join(outcome.refused))
        return _with_the_words(request, desk, form, name, status=409)
    return _back(request, outcome)


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """What this moderator wants to be told by mail."""
    mine = ModeratorPreferences.objects.filter(user=request.user).first()
    mine = mine or ModeratorPreferences(user=request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=mine)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Fatto: da adesso ricevi quello che hai scelto.")
        return redirect("admin:moderation_preferences")
    context = desk.each_context(request) | {
        "title": "I tuoi avvisi",
        "form": form,
        "alarm_hours": ModerationSettings.current().alarm_hours,
    }
    return render(request, "moderation/preferences.html", context)


def _show(
    request: HttpRequest, desk: AdminSite, page: Page, *, status: int = 200, **more
) -> HttpResponse:
    numbers = counts()
    context = desk.each_context(request) | {
        "title": "Da moderare",
        "is_nav_sidebar_enabled": False,  # the whole width is for reading
        "page": page,
        "tabs": [(tab, numbers[tab.slug]) for tab in TABS],
        "reasons": list(Reason.objects.filter(is_active=True)),
        "most": MOST,
        **more,
    }
    return render(request, "moderation/queue.html", context, status=status)


def _with_the_words(
    request: HttpRequest, desk: AdminSite, form: WordsForm, act: str, *, status: int
) -> HttpResponse:
    """The same page at the same item, its tool open, with every word that was typed."""
    tab = BY_SLUG.get(request.POST.get("scheda", ""), TABS[0])
    cursor = request.POST.get("da", "")
    page = page_of(tab, cursor=cursor)
    current = _number(request.POST.get("voce", "").partition(":")[0])
    for row in page.rows:
        row.failed_act = act if row.item.pk == current else ""
    more = {"cursor": cursor, "current": current, "failed_form": form}
    return _show(request, desk, page, status=status, **more)


def _back(request: HttpRequest, outcome: Outcome) -> HttpResponseRedirect:
    for sentence in outcome.said:
        messages.success(request, sentence)
    for sentence in outcome.refused:
        messages.warning(request, sentence)
    where = {
        "scheda": request.POST.get("scheda", ""),
        "da": request.POST.get("da", ""),
        "fatto": ".".join(str(decision.pk) for decision in outcome.done),
    }
    query = urlencode({name: value for name, value in where.items() if value})
    anchor = _number(request.POST.get("poi", ""))
    address = reverse("admin:guides_queueitem_changelist")
    return redirect(f"{address}?{query}" + (f"#voce-{anchor}" if anchor else ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _numbers(text: str) -> list[int]:
    numbers = (_number(part) for part in text.split(".")[:MOST])
    return [number for number in numbers if number]
