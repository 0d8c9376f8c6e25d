"""Every page of the desk, as somebody who has just signed in can reach it."""

from datetime import date

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from guides.mail.models import Letter
from guides.moderation.preferences import ModerationSettings
from guides.moderation.reasons import Reason
from guides.search.editors_words import PromotedAnswer, Synonym
from guides.site.models import Page, SiteSettings
from guides.spam.models import BlockedTerm
from tests.factories import a_company, a_guide, a_live_guide, a_topic, an_author
from tests.voices import a_comment, a_story, public

PLAIN = (
    "/admin/",
    "/admin/password_change/",
    "/admin/password_change/done/",
    "/admin/sicurezza/",
    "/admin/sicurezza/app/",
    "/admin/sicurezza/passkey/",
    "/admin/sicurezza/codici/nuovi/",
)


def fill(editor) -> None:
    """A row of each kind, with Italian words."""
    guide = a_live_guide(by=editor)
    guide.sources.create(
        title="Legge", address="https://a.example/", publisher="Stato", consulted_on="2026-01-02"
    )
    a_guide(title="Una bozza")
    a_topic(), a_company(), an_author()
    Page.objects.create(title="Le regole", slug="regole", body="Sii gentile.")
    SiteSettings.objects.get_or_create(pk=1)
    ModerationSettings.objects.get_or_create(pk=1)
    Synonym.objects.create(wordings="pacco", meaning="collo")
    PromotedAnswer.objects.create(question="dove", document_key="x")
    BlockedTerm.objects.create(term="casino", kind=BlockedTerm.Kind.values[0])
    Letter.objects.create(template="mail/x", to="a@b.example", subject="Ciao")
    public(a_comment(under=guide), by=editor)
    a_story(used_on=date(2026, 1, 8))
    Reason.objects.get_or_create(
        code="prova", defaults={"label": "Prova", "key": "z", "text_for_author": "Prova."}
    )
    Group.objects.get_or_create(name="Prova")


def pages_of(client) -> list[tuple[str, object]]:
    """Address and answer of every page that the client may open."""
    found = []
    for address in _addresses():
        answer = client.get(address, follow=True)
        if answer.status_code not in (403, 404, 405):
            found.append((address, answer))
    found += _asked_before_deleting(client)
    return found


def _addresses():
    yield from PLAIN
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for kind in ("changelist", "add"):
            if address := _reversed(f"{name}_{kind}"):
                yield address
                if kind == "changelist" and desk.search_fields:
                    yield f"{address}?q=zzzz"
        if model._meta.model_name == "guide":
            yield from _versions_of(model._default_manager.order_by("pk").first())
        for row in model._default_manager.order_by("pk")[:2]:
            for kind in ("change", "delete", "history"):
                if address := _reversed(f"{name}_{kind}", row.pk):
                    yield address
            if model._meta.model_name == "user" and (
                address := _reversed("admin:auth_user_password_change", row.pk)
            ):
                yield address
    yield from map(reverse, ("admin:moderation_preferences", "admin:personal_data"))


def _versions_of(guide):
    if guide is not None:
        names = ("guide_versions", "guide_compare", "guide_review")
        yield from (reverse(f"admin:{name}", args=[guide.pk]) for name in names)


def _reversed(name: str, *args) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _asked_before_deleting(client):
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        row = model._default_manager.order_by("pk").first()
        if row is not None and (address := _reversed(name)):
            choice = {"action": "delete_selected", "_selected_action": [row.pk]}
            answer = client.post(address, choice, follow=True)
            if answer.status_code == 200:
                yield f"{address} (elimina)", answer
            answer = client.post(address, {"action": "delete_selected"}, follow=True)
            if answer.status_code == 200:
                yield f"{address} (nessuna scelta)", answer
