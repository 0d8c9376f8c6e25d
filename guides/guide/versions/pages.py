"""The versions of a guide at the desk: only for those who may write it, whatever the address."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from guides.desk.base import RESULT
from guides.guide.comparing import Comparison, compare
from guides.guide.composer import GuidePage
from guides.guide.editions import Edition
from guides.guide.models import Guide
from guides.guide.versions.kept import KeptDraft
from guides.guide.versions.version import (
    WORKING_COPY,
    Version,
    edition_key,
    kept_key,
    of_edition,
    of_kept,
    of_working_copy,
)

KEY = re.compile(r"(edizione|messa-da-parte)-([0-9]{1,9})")
LISTED = 30  # editions of which the list says what changed


@dataclass
class Line:
    """A version in the list."""

    key: str
    name: str
    row: Edition | KeptDraft | Guide
    at: datetime
    by: object
    note: str = ""
    internal_note: str = ""
    is_live: bool = False
    changes: list[str] | None = None

    @property
    def is_working_copy(self) -> bool:
        return self.key == WORKING_COPY


class VersionPages:
    """For the admin of what has versions."""

    def get_urls(self):
        at_the_desk = self.admin_site.admin_view
        return [
            path("<number:pk>/versioni/", at_the_desk(self.versions), name="guide_versions"),
            path("<number:pk>/confronta/", at_the_desk(self.compare), name="guide_compare"),
            path(
                "<number:pk>/versioni/<str:key>/", at_the_desk(self.version), name="guide_version"
            ),
            path(
                "<number:pk>/versioni/<str:key>/ripristina/",
                at_the_desk(require_POST(self.restore)),
                name="guide_restore",
            ),
            *super().get_urls(),
        ]

    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        guide = self._theirs(request, pk)
        more = {"lines": lines_of(guide), "before": _latest_key(guide)}
        return self._page(request, guide, "versions", "Le versioni", **more)

    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        guide = self._theirs(request, pk)
        old = found(guide, request.GET.get("da") or _latest_key(guide))
        new = found(guide, request.GET.get("a") or WORKING_COPY)
        comparison = compared(old, new)
        more = {
            "comparison": comparison,
            "people": people_between(guide, old, new),
            "can_restore": [v for v in (comparison.old, comparison.new) if v.key != WORKING_COPY],
            "at_stake": _at_stake(guide),
        }
        return self._page(request, guide, "compare", "Che cosa è cambiato", **more)

    def version(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """An edition or a draft set aside, as its page looked."""
        guide = self._theirs(request, pk)
        row = found(guide, key)
        page = GuidePage.of(row) if isinstance(row, Edition) else GuidePage.of_draft(_said(row))
        context = {"page": page, "is_preview": True, "version": _shown(row)}
        return _secret(render(request, "guide/show.html", context))

    def restore(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        guide = self._theirs(request, pk)
        row = found(guide, key)
        if isinstance(row, Guide):
            raise Http404
        name = _shown(row).name
        result = guide.restore(row, by=request.user, because=f"prima di ripristinare: {name}")
        self.log_change(request, guide, f"Ripristinata come bozza: {name}.")
        messages.success(
            request,
            f"Ora la bozza dice quello che diceva la {name}. I lettori non vedono niente "
            "di diverso finché non pubblichi.",
        )
        if result.kept:
            messages.info(
                request, f"Le modifiche mai pubblicate sono fra le versioni: «{result.kept.name}»."
            )
        for sentence in result.stayed:
            messages.warning(request, sentence)
        return redirect(reverse("admin:guides_guide_change", args=[guide.pk]) + RESULT)

    def _theirs(self, request: HttpRequest, pk: int) -> Guide:
        """The guide, for those who may write it: nobody else reads its drafts and old editions."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        guide = get_object_or_404(Guide.objects.with_everything(), pk=pk)
        if not self.has_change_permission(request, guide):
            raise PermissionDenied
        return guide

    def _page(self, request, guide, name: str, title: str, **more) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(guide),
            "guide": guide,
            "object": guide,
            "opts": self.opts,
            **more,
        }
        return _secret(render(request, f"guide/desk/{name}.html", context))


def found(guide, key: str) -> Guide | Edition | KeptDraft:
    """The version of that name; 404 when this guide has none."""
    if key == WORKING_COPY:
        return guide
    said = KEY.fullmatch(key)
    if said is None:
        raise Http404
    if said[1] == "edizione":
        editions = guide.editions.select_related("topic", "company", "author", "published_by")
        return get_object_or_404(editions, number=said[2])
    return get_object_or_404(guide.kept_drafts.select_related("guide", "kept_by"), pk=said[2])


def compared(old, new) -> Comparison:
    """Two editions by what readers saw; with a draft, by what was typed."""
    both = isinstance(old, Edition) and isinstance(new, Edition)
    return compare(*(_shown(row, as_written=not both) for row in (old, new)))


def lines_of(guide) -> list[Line]:
    """The working copy, then all that was published or set aside, newest first."""
    editions = list(
        guide.editions.select_related("published_by", "topic", "company", "author").order_by(
            "-number"
        )
    )
    kept = [
        Line(kept_key(k), k.name.capitalize(), k, k.kept_at, k.kept_by, internal_note=k.because)
        for k in guide.kept_drafts.select_related("kept_by", "guide")
    ]
    published = [_edition_line(guide, edition) for edition in editions]
    for line, earlier in zip(published[:LISTED], [*editions[1:], None], strict=False):
        line.changes = _changes(guide, earlier, line.row)
    draft = Line(WORKING_COPY, "La bozza di adesso", guide, guide.updated_at, None)
    if editions:
        draft.changes = _changes(guide, editions[0], guide)
    return [draft, *sorted(kept + published, key=lambda line: line.at, reverse=True)]


def _edition_line(guide, edition: Edition) -> Line:
    return Line(
        *(edition_key(edition), f"{edition.number}ª edizione", edition),
        *(edition.published_at, edition.published_by, edition.note, edition.internal_note),
        is_live=edition.pk == guide.live_id,
    )


def _changes(guide, before: Edition | None, row) -> list[str]:
    """What changed from the edition before, a line a section, with the people who wrote in it."""
    if before is None:
        return ["La prima pubblicazione."]
    comparison, people = compared(before, row), people_between(guide, before, row)
    whole = comparison.lines[: len(comparison.lines) - len(comparison.changed)]
    sections = [
        f"{c.line} ({', '.join(who)})" if (who := people.get(c.section.uid)) else c.line
        for c in comparison.changed
    ]
    return whole + sections


def people_between(guide, old, new) -> dict[str, list[str]]:
    """By section, who wrote in it between the two."""
    edits = guide.section_edits.since(_moment(old)).until(_moment(new)).select_related("by")
    names: dict[str, list[str]] = {}
    for edit in reversed(edits):
        name = edit.by.get_full_name() or edit.by.get_username() if edit.by else "qualcuno"
        if name not in names.setdefault(str(edit.section_uid), []):
            names[str(edit.section_uid)].append(name)
    return names


def _moment(row) -> datetime | None:
    if isinstance(row, Edition):
        return row.published_at
    return row.kept_at if isinstance(row, KeptDraft) else None


def _at_stake(guide) -> list[str]:
    """What the working copy alone says, and a restoring would set aside."""
    latest = guide.editions.order_by("-number").first()
    return compared(latest, guide).lines if latest else []


def _latest_key(guide) -> str:
    latest = guide.live or guide.editions.order_by("-number").first()
    return edition_key(latest) if latest else WORKING_COPY


def _shown(row, *, as_written: bool = True) -> Version:
    if isinstance(row, Edition):
        return of_edition(row, as_written=as_written)
    return of_kept(row) if isinstance(row, KeptDraft) else of_working_copy(row)


def _said(row) -> Guide:
    return row.as_guide() if isinstance(row, KeptDraft) else row


def _secret(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    return response
