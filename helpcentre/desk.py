"""The editors' admin site: Italian titles, blocks by room."""

from functools import update_wrapper
from importlib import import_module

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.templatetags import admin_list
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import SimpleLazyObject

from guides.desk import work
from guides.templatetags.numbers import figures

# A block's title and the models in it, in the order of a newsroom's day.
BLOCKS = {
    "Guide": ["Guide", "Fact", "Picture", "OutsideAddress", "Imported"],
    "Scadenze, lettere e percorsi": ["Rule", "FormLetter", "DossierScheme", "Flow", "Datum"],
    "Voci dei lettori": ["QueueItem", "Story", "Comment", "Remark", "SectionVote"],
    "Ricerca": ["SearchQuestion", "Synonym", "Signpost", "PromotedAnswer"],
    "Aziende, argomenti e autori": ["Company", "Sector", "Topic", "Authority", "Author"],
    "Sito": ["SiteSettings", "Shortcut", "Page", "Backup"],
    "Moderazione e posta": ["Reason", "ModerationSettings", "BlockedTerm", "Letter"],
    "Persone": ["User", "Group", "AdministrativeAct"],
}
ELSEWHERE = "Altro"
RECENT = 8  # of one's own guides, on the first page


class Desk(AdminSite):
    site_header = "Scrivania della redazione"
    site_title = "Scrivania"
    index_title = "Da fare"
    empty_value_display = "—"

    @property
    def login_form(self):
        from helpcentre.sign_in import SignInForm  # it needs the models, which come after the desk

        return SignInForm

    def get_urls(self):
        from helpcentre import unsaved  # they need the models, which come after the desk
        from helpcentre.accounts import within_a_page
        from helpcentre.accounts.addresses import addresses
        from helpcentre.accounts.people_addresses import people_addresses

        return [
            *addresses(self.admin_view),
            *people_addresses(self.admin_view),
            path("lavoro/", self.admin_view(self.work), name="work"),
            path("entra/", within_a_page.sign_in_here, name="sign_in_here"),
            path("non-salvato/", self.admin_view(unsaved.unsaved_text), name="unsaved_text"),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        """Words that come when the session is over are given back, not lost at the door."""
        from helpcentre.accounts.asked_again import ask_again  # they need the models
        from helpcentre.desk_errors import signed_out

        behind_the_door = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if view == self.logout:
                return behind_the_door(request, *args, **kwargs)
            if words := signed_out(request):
                return words
            asked = getattr(view, "asks_password", None)
            wants_it = asked and self.has_permission(request) and asked(request)
            question = ask_again(request) if wants_it else None
            return question or behind_the_door(request, *args, **kwargs)

        return update_wrapper(inner, behind_the_door)

    def each_context(self, request: HttpRequest) -> dict:
        from helpcentre.accounts.session_ages import seconds_left

        context = super().each_context(request)
        if request.user.is_authenticated:
            warning = int(settings.SESSION_WARNING.total_seconds())
            context |= {"session_left": seconds_left(request), "session_warning": warning}
        return context

    def index(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """First what there is to do, then where everything is."""
        from guides.guide.recent import worked_on_by  # it needs the models

        may_write = request.user.has_perm("guides.change_guide")
        mine = worked_on_by(request.user)[:RECENT] if may_write else []
        more = {"tasks": work.tasks_of(request.user), "my_guides": mine}
        return super().index(request, more | (extra_context or {}))

    def work(self, request: HttpRequest) -> JsonResponse:
        """The numbers of the first page, for its script."""
        tasks = work.tasks_of(request.user)
        shown = {t.name: {"number": str(figures(t.number)), "note": t.note} for t in tasks}
        return JsonResponse(shown)

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """After the password, the second step; 429 after too many wrong tries."""
        from helpcentre.accounts.door import after_password, before_password

        if elsewhere := before_password(request):
            return elsewhere
        return after_password(request, super().login(request, extra_context))

    def password_change(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        from helpcentre.accounts.door import change_password

        return change_password(self, request, extra_context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None):
        """Blocks in the place of Django's apps: what the user may see, by room. Django asks for
        them on every page; they are made only where they are shown.
        """
        return SimpleLazyObject(lambda: self._blocks(super(Desk, self).get_app_list(request)))

    def _blocks(self, apps: list[dict]) -> list[dict]:
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        blocks = {
            title: [models.pop(name) for name in names if name in models]
            for title, names in BLOCKS.items()
        }
        blocks[ELSEWHERE] = list(models.values())
        return [self._block(title, found) for title, found in blocks.items() if found]

    def _block(self, title: str, models: list[dict]) -> dict:
        name = title.split(",")[0].split()[0].lower()
        return {"name": title, "app_label": name, "app_url": f"#{name}", "models": models}

    def app_index(self, request: HttpRequest, app_label: str, extra_context=None) -> HttpResponse:
        """The blocks are all on the first page."""
        return redirect("admin:index")


class DeskConfig(AdminConfig):
    default_site = "helpcentre.desk.Desk"

    def ready(self) -> None:
        super().ready()  # finds every room's pages, and those of people and groups
        import_module("helpcentre.people")
        admin_list._boolean_icon = yes_or_no


def yes_or_no(value: bool | None) -> str:
    """A word, where Django has a green or a red icon: "no" is seldom an alarm."""
    return "non si sa" if value is None else ("sì" if value else "no")
