from functools import update_wrapper

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html

from guides.desk.base import DeskAdmin
from guides.feedback import chart, work  # noqa: F401 - said on the first page
from guides.feedback.failing import failing_sections
from guides.feedback.history import WEEKS, first_monday, spans_of
from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from guides.guide.editions import EditionSection
from guides.guide.models import Section
from guides.spam import Verdict, forget_traces_of
from guides.text.dates import in_words

SPANS = (30, 90)  # days


class ReadOnly(DeskAdmin):
    """What readers did: nobody at the desk adds or rewrites it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(SectionVote)
class SectionVoteAdmin(ReadOnly):
    """Not a list of votes: the sections by how many people they failed, and each one's history."""

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_urls(self):
        return [
            path("", self._for_viewers(self.failing), name="guides_sectionvote_changelist"),
            path("<uuid:uid>/", self._for_viewers(self.history), name="section_votes"),
        ]

    def _for_viewers(self, view):
        def inner(request: HttpRequest, **kwargs) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, **kwargs)

        return self.admin_site.admin_view(update_wrapper(inner, view))

    def failing(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("giorni", "")
        days = next((span for span in SPANS if str(span) == asked), SPANS[0])
        return self._page(
            request,
            "feedback/desk/failing.html",
            title="Le sezioni che non hanno aiutato",
            days=days,
            spans=SPANS,
            failing=failing_sections(days=days),
        )

    def history(self, request: HttpRequest, uid) -> HttpResponse:
        versions = EditionSection.objects.filter(uid=uid).select_related("edition__guide__live")
        section = versions.order_by("-edition__number").first()
        if section is None:
            raise Http404
        spans = spans_of(uid)
        return self._page(
            request,
            "feedback/desk/history.html",
            title=section.title,
            section=section,
            form=_form_of(section),
            spans=spans,
            bars=chart.bars(spans, first=first_monday(), weeks=WEEKS),
            size={"step": chart.STEP, "bar": chart.BAR, "above": chart.ABOVE, "weeks": WEEKS},
            remarks=Remark.objects.about(uid)[:50],
        )

    def _page(self, request: HttpRequest, template: str, **context) -> HttpResponse:
        return render(request, template, self.admin_site.each_context(request) | context)


def _form_of(section: EditionSection) -> str:
    """The address of the guide's form, open at the section; "" when its working copy has none."""
    guide = section.edition.guide_id
    uids = list(Section.objects.filter(guide=guide).values_list("uid", flat=True))
    if section.uid not in uids:
        return ""
    change = reverse("admin:guides_guide_change", args=[guide])
    return f"{change}#sections-{uids.index(section.uid)}"


class HandledFilter(admin.SimpleListFilter):
    title = "a che punto è"
    parameter_name = "gestita"

    def lookups(self, request, model_admin):
        return [("si", "Gestite"), ("tutte", "Tutte")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "Da leggere"}, *others]

    def queryset(self, request, queryset):
        if self.value() == "si":
            return queryset.exclude(handled_at=None)
        return queryset if self.value() == "tutte" else queryset.waiting()


@admin.register(Remark)
class RemarkAdmin(ReadOnly):
    """The sentences: read, handled, deleted."""

    is_named_in_the_record = False
    list_display = ["text", "about"]
    list_filter = [HandledFilter, "reason"]
    search_fields = ["text", "section_title"]
    list_select_related = ["edition__guide", "handled_by"]
    readonly_fields = ["text", "where", "reason", "edition", "sent", "handled", "guard"]
    fields = readonly_fields
    actions = ["handle", "reopen"]

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        title = {"title": "Le frasi dei lettori"}
        return super().changelist_view(request, (extra_context or {}) | title)

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        """Read only: there is nothing to save."""
        without_save = {"title": "La frase di un lettore", "show_save": False}
        without_save |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        extra_context = (extra_context or {}) | without_save
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description="di che cosa parla", ordering="sent_at")
    def about(self, remark: Remark) -> str:
        facts = [remark.get_reason_display(), self.sent(remark), self.handled(remark)]
        guard = self.guard(remark)
        shown = [*facts, f"guardia antispam: {guard}"] if guard else facts
        return format_html("{}<p>{}</p>", self.where(remark), " · ".join(shown))

    @admin.display(description="arrivata il", ordering="sent_at")
    def sent(self, remark: Remark) -> str:
        return in_words(remark.sent_at)

    @admin.display(description="sezione")
    def where(self, remark: Remark) -> str:
        votes = reverse("admin:section_votes", args=[remark.section_uid])
        guide = reverse("admin:guides_guide_change", args=[remark.edition.guide_id])
        return format_html(
            '<a href="{}">{}</a><br>nella guida <a href="{}">{}</a>',
            votes,
            remark.section_title,
            guide,
            remark.edition.guide,
        )

    @admin.display(description="gestita")
    def handled(self, remark: Remark) -> str:
        if remark.handled_at is None:
            return "da leggere"
        return f"sì, da {remark.handled_by or 'chi non c’è più'}"

    @admin.display(description="guardia antispam")
    def guard(self, remark: Remark) -> str:
        verdict = Verdict.from_json(remark.verdict)
        return " ".join(verdict.sentences) if verdict.is_suspicious else ""

    @admin.action(description="Segna come gestite", permissions=["change"])
    def handle(self, request: HttpRequest, queryset) -> None:
        self.message_user(request, f"Gestite: {queryset.handle(by=request.user)}.")

    @admin.action(description="Rimetti fra quelle da leggere", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset) -> None:
        self.message_user(request, f"Di nuovo da leggere: {queryset.reopen()}.")

    def delete_model(self, request: HttpRequest, obj: Remark) -> None:
        forget_traces_of(obj.submission_id)
        obj.delete()

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        for remark in queryset:
            self.delete_model(request, remark)
