"""The desk's page «Da moderare» and its one address for acts."""

import logging
import re
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guides.moderation.blocks import Block
from guides.moderation.contributors import Contributor, author_key
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings, ModeratorPreferences
from guides.moderation.reasons import Reason
from guides.pages.addresses import address_of
from guides.queue.act_result import ActResult
from guides.queue.acts import MOST, UNDO_ACT, NotAnAct, perform
from guides.queue.empty_search import empty_search
from guides.queue.entries import by_day, moderators, page_of_entries
from guides.queue.finding import NOTHING
from guides.queue.forms import PreferencesForm, ProfileForm, SearchForm, WordsForm, words_form
from guides.queue.news import news_of
from guides.queue.queue import (
    BY_SLUG,
    BY_STATE,
    EVERYWHERE,
    PAGE,
    TABS,
    Page,
    counts,
    page_of,
    page_of_one,
)
from guides.queue.reports import report_of

log = logging.getLogger(__name__)

QUEUE = "admin:guides_queueitem_changelist"


@require_GET
def queue(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """A page of a tab, or of what is searched for. `?voce=12` (a mail's link) opens the tab at
    that item, and never acts; `?elenco=1` is a long page of short lines, to act on many."""
    if current := _number(request.GET.get("voce", "")):
        return _at(request, desk, current)
    search = _search(request.GET)
    if "@" in search.data.get("autore", "") and search.is_valid():
        return _by_key(request, search)
    tab, cursor = _tab(request.GET, search), request.GET.get("da", "")
    if not search.is_valid():
        empty = Page(tab, [], "", [])
        return _show(request, desk, empty, search=search, status=422)
    is_list = bool(request.GET.get("elenco"))
    page = page_of(
        tab,
        cursor=cursor,
        done=_numbers(request.GET.get("fatto", "")),
        act=_uuid(request.GET.get("insieme", "")),
        wanted=search.wanted(),
        size=MOST if is_list else PAGE,
    )
    return _show(request, desk, page, search=search, is_list=is_list)


@require_GET
def item(request: HttpRequest, desk: AdminSite, pk: int) -> HttpResponse:
    """One item at an address that stays, whatever its state."""
    found = QueueItem.objects.select_related("contributor", "claimed_by").filter(pk=pk).first()
    if found is None:
        messages.warning(request, "Quella voce non c’è più: è stata cancellata.")
        return redirect(QUEUE)
    done, act = _numbers(request.GET.get("fatto", "")), _uuid(request.GET.get("insieme", ""))
    page = page_of_one(found, done=done, act=act)
    return _show(request, desk, page, alone=pk, current=pk)


@require_POST
def act(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Do what the pressed button says, then go back to where the moderator was."""
    name, handles = request.POST.get("atto", ""), request.POST.getlist("voce")
    form = words_form(name, request.POST)
    if form and not form.is_valid():
        return _with_the_words(request, desk, form, name, status=422)
    try:
        words = form.words if form else {}
        outcome = perform(name, handles, by=request.user, **words)
    except NotAnAct as nonsense:
        log.warning("not an act: %s", nonsense)
        return render(request, "queue/not_an_act.html", desk.each_context(request), status=400)
    if not handles and not name.startswith(UNDO_ACT):
        outcome.refused.append("Non hai scelto nessuna voce: segna prima le caselle.")
    if form and outcome.refused:
        form.add_error("testo", " ".join(outcome.refused))
        return _with_the_words(request, desk, form, name, status=409)
    return _back(request, outcome)


@require_POST
def unblock(request: HttpRequest, desk: AdminSite, key: str) -> HttpResponse:
    """An author's address is heard again; what was put aside stays there."""
    lifted = Block.objects.in_force().on(address=key, network="").lift(by=request.user)
    said = "Il blocco è tolto." if lifted else "Quell’indirizzo non era più bloccato."
    return _back(request, ActResult(said=[said]))


@require_GET
def news(request: HttpRequest, desk: AdminSite) -> JsonResponse:
    """What changed meanwhile: `?voci=12:waiting.15:waiting` are the items of the open page."""
    pairs = (part.partition(":") for part in request.GET.get("voci", "").split(".")[:MOST])
    states = {number: state for pk, _, state in pairs if (number := _number(pk))}
    return JsonResponse({"counts": counts(), "items": news_of(states)})


@require_GET
def decisions(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """«Ultime decisioni», of everybody or of one, the newest first, each with its undo."""
    moderator, before = (_number(request.GET.get(name, "")) for name in ("moderatore", "da"))
    entries, onward = page_of_entries(by=moderator, before=before)
    context = desk.each_context(request) | {
        "title": "Ultime decisioni",
        "is_nav_sidebar_enabled": False,
        "days": by_day(entries),
        "moderators": [("", "Chiunque"), *moderators()],
        "moderator": moderator,
        "before": before,
        "next_cursor": onward,
    }
    return render(request, "queue/decisions.html", context)


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """What this moderator is called, and wants to be told by mail."""
    mine = ModeratorPreferences.objects.filter(user=request.user).first()
    mine = mine or ModeratorPreferences(user=request.user)
    sent = request.POST if request.method == "POST" else None
    form = PreferencesForm(sent, instance=mine)
    profile = ProfileForm(sent, instance=get_user_model().objects.get(pk=request.user.pk))
    if sent is not None and form.is_valid() and profile.is_valid():
        profile.save()
        form.save()
        messages.success(request, "Fatto: il tuo profilo è salvo.")
        return redirect("admin:moderation_preferences")
    context = desk.each_context(request) | {
        "title": "Il tuo profilo",
        "form": form,
        "profile": profile,
        "alarm_hours": ModerationSettings.current().alarm_hours,
    }
    return render(request, "queue/preferences.html", context)


def _at(request: HttpRequest, desk: AdminSite, current: int) -> HttpResponse:
    """The page of the tab that holds an item, open at it."""
    found = QueueItem.objects.filter(pk=current).first()
    if found is None:
        messages.warning(request, "Quella voce non c’è più: è stata cancellata.")
        return _show(request, desk, page_of(TABS[0]))
    tab = BY_STATE[found.state]
    page = page_of(tab, cursor=tab.cursor_at(found))
    return _show(request, desk, page, current=current)


def _search(fields) -> SearchForm:
    """Bound to the address, or to what a page of acts sent back of it."""
    return SearchForm(fields)


def _by_key(request: HttpRequest, search: SearchForm) -> HttpResponseRedirect:
    """An address typed in full becomes its key: it does not stay in the browser's history."""
    query = search.wanted().query | {"chi": author_key(search.cleaned_data["autore"])}
    query.pop("autore")
    return redirect(f"{reverse(QUEUE)}?{urlencode({'scheda': EVERYWHERE.slug} | query)}")


def _tab(fields, search: SearchForm):
    """The tab that is named; without one, everywhere for a search and what waits for the rest."""
    is_search = any(fields.get(name) for name in search.fields)
    tab = BY_SLUG.get(fields.get("scheda", ""), EVERYWHERE if is_search else TABS[0])
    return tab if is_search or tab is not EVERYWHERE else TABS[0]


def _show(
    request: HttpRequest, desk: AdminSite, page: Page, *, search=None, status: int = 200, **more
) -> HttpResponse:
    wanted = page.wanted
    numbers = {} if wanted else counts()
    context = desk.each_context(request) | {
        "title": "Da moderare",
        "is_nav_sidebar_enabled": False,  # the whole width is for reading
        "page": page,
        "tabs": [(tab, numbers.get(tab.slug)) for tab in TABS],
        "everywhere": EVERYWHERE,
        "report": report_of(page.done),
        "act": page.act,
        "search": search,
        "empty_search": empty_search,
        "asked": urlencode(wanted.query),
        "reasons": list(Reason.objects.filter(is_active=True)),
        "most": MOST,
        **(_about_author(page) if wanted.key else {}),
        **more,
    }
    return render(
        request, "queue/queue.html", context | _in_each_form(request, context), status=status
    )


def _in_each_form(request: HttpRequest, context: dict) -> dict:
    """What stands alike in the seven forms of each of twenty rows: written once."""
    return {
        "act_address": address_of("admin:moderation_act"),
        "queue_address": address_of(QUEUE),
        "where": render_to_string("queue/_where.html", context, request),
        "reasons_menu": render_to_string("queue/_reasons.html", context),
    }


def _about_author(page: Page) -> dict:
    """Read from the rows of the page; only an author of whom nothing is listed is looked up."""
    key = page.wanted.key
    mine = [row for row in page.rows if row.author_key == key]
    addresses = filter(None, (row.content.author_email for row in mine))
    known = mine[0].item.contributor if mine else Contributor.objects.filter(key=key).first()
    return {
        "author": known or Contributor(key=key),
        "author_address": next(addresses, ""),
        "author_row": mine[0] if mine else None,
        "author_block": Block.objects.in_force().on(address=key, network="").first(),
    }


def _with_the_words(
    request: HttpRequest, desk: AdminSite, form: WordsForm, act: str, *, status: int
) -> HttpResponse:
    """The same page at the same item, its tool open, with every word that was typed."""
    current = _number(request.POST.get("voce", "").partition(":")[0])
    alone = _number(request.POST.get("solo", ""))
    found = alone and QueueItem.objects.filter(pk=alone).first()
    search = _search(request.POST)
    page = page_of_one(found) if found else _page_of(request.POST, search)
    for row in page.rows:
        row.failed_act = act if row.item.pk == current else ""
    more = {"current": current, "failed_form": form, "alone": alone if found else None}
    more["failed_act"] = act
    return _show(request, desk, page, status=status, search=search, **more)


def _page_of(fields, search: SearchForm) -> Page:
    wanted = search.wanted() if search.is_valid() else NOTHING
    return page_of(_tab(fields, search), cursor=fields.get("da", ""), wanted=wanted)


def _back(request: HttpRequest, outcome: ActResult) -> HttpResponseRedirect:
    for sentence in outcome.said:
        messages.success(request, sentence)
    for sentence in outcome.refused:
        messages.warning(request, sentence)
    if request.POST.get("torna") == "decisioni":
        if outcome.done:
            messages.success(request, f"Decisioni annullate: {len(outcome.done)}.")
        return redirect("admin:latest_decisions")
    alone = _number(request.POST.get("solo", ""))
    kept = ("scheda", *SearchForm.base_fields, "da", "elenco")
    where = {} if alone else {name: request.POST.get(name, "") for name in kept}
    where["fatto"] = ".".join(str(decision.pk) for decision in outcome.done)
    where["insieme"] = outcome.act.hex if outcome.act else ""
    query = urlencode({name: value for name, value in where.items() if value})
    anchor = _number(request.POST.get("poi", ""))
    address = reverse("admin:guides_queueitem_change", args=[alone]) if alone else reverse(QUEUE)
    return redirect(f"{address}?{query}" + (f"#voce-{anchor}" if anchor else ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _uuid(text: str) -> UUID | None:
    return UUID(text) if re.fullmatch("[0-9a-f]{32}", text) else None


def _numbers(text: str) -> list[int]:
    numbers = (_number(part) for part in text.split(".")[:MOST])
    return [number for number in numbers if number]
