"""An account of the newsroom in no group comes through the door and reads nothing behind it."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from guides.questions.models import Counts, SearchQuestion
from guides.stories.attachment import Attachment
from tests.factories import a_guide, a_live_guide
from tests.uploads.pictures import a_picture
from tests.voices import a_comment, a_story

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"
# What is everybody's who has come in: the first page, one's own password, the way out.
OPEN_TO_ALL = {
    "index",
    "app_list",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "jsi18n",
    "sign_in_here",
    "work",
    # One's own sessions, and the invited's own password, which tests/people/ holds.
    "sessions",
    "session_left",
    "invitation",
    # One's own second step, which tests/accounts/ holds.
    "second_step",
    "first_second_step",
    "passkey_begin",
    "passkey_complete",
    "new_passkey_begin",
    "new_passkey_complete",
    "security",
    "add_app",
    "add_passkey",
    "recovery_codes",
    "renew_recovery_codes",
}


@pytest.fixture
def nobody(django_user_model) -> Client:
    user = django_user_model.objects.create_user("nessuno", password="x", is_staff=True)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def a_desk_with_secrets():
    """A row of each kind, each with the word."""
    guide = a_guide(title=SECRET, slug=SECRET, summary=SECRET)
    a_live_guide(title=SECRET)
    SearchQuestion.objects.add_to_day(timezone.localdate(), {SECRET: Counts(1, 1, 0)})
    a_comment(text=SECRET, author_name=SECRET)
    story = a_story(title=SECRET, text=SECRET)
    Attachment.objects.create(
        story=story,
        file=SimpleUploadedFile("a.pdf", b"%PDF"),
        name=SECRET,
        content_type="application/pdf",
        size=4,
        digest="0" * 64,
    )
    return guide


def addresses_of_the_desk(resolver=None, before="/", besides=OPEN_TO_ALL):
    """Every address behind the door, for the first row where one is asked for."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + (entry.pattern._route if isinstance(entry.pattern, RoutePattern) else "")
        if not isinstance(entry, URLPattern):
            yield from addresses_of_the_desk(entry, route, besides)
        elif route.startswith("/admin/") and entry.name not in besides and entry.name:
            address = route
            for name in entry.pattern.converters:
                kind = next(p.split(">")[0] for p in route.split("<")[1:] if f"{name}>" in p)
                address = address.replace(f"<{kind}>", "1")
            yield address


def is_djangos_own(address: str, target: str) -> bool:
    """Its redirects to what is not there, and to the form of a row, which asks for itself."""
    row = address.removesuffix("password/").removesuffix("history/")
    return target in ("/admin/", f"{row}change/", f"{row.removesuffix('1/')}1/change/")


def test_every_page_of_the_desk_asks_for_a_permission(nobody, a_desk_with_secrets):
    addresses = sorted(set(addresses_of_the_desk()))
    assert len(addresses) > 60
    shown = []
    for address in addresses:
        for answer in (nobody.get(address), nobody.post(address, {"_save": "1"})):
            body = b"" if answer.streaming else answer.content
            is_sent_on = answer.status_code == 302 and not is_djangos_own(address, answer.url)
            is_answered = answer.status_code not in (302, 403, 404, 405)
            if is_answered or is_sent_on or SECRET.encode() in body:
                shown.append((answer.request["REQUEST_METHOD"], address, answer.status_code))
    assert not shown, shown


def test_the_first_page_shows_nothing_of_anybody(nobody, a_desk_with_secrets):
    page = nobody.get("/admin/")
    assert page.status_code == 200
    assert SECRET not in page.text


def test_drafts_attachments_previews_and_uploads_ask_for_a_permission(
    nobody, a_desk_with_secrets, settings
):
    paper = Attachment.objects.get()
    assert nobody.get(f"/anteprima/guide/{a_desk_with_secrets.pk}/").status_code == 403
    assert nobody.get(f"/riservati/{paper.pk}/").status_code == 403
    sent = {"image": SimpleUploadedFile("foto.png", a_picture())}
    assert nobody.post("/markdownx/upload/", sent).status_code == 403
    assert nobody.post("/markdownx/markdownify/", {"content": "x"}).status_code == 403
    assert not list(settings.MEDIA_ROOT.rglob("*.webp"))


@pytest.mark.parametrize(
    ("permission", "may"),
    [("change_guide", True), ("add_page", True), ("change_author", True), ("view_guide", False)],
)
def test_who_writes_a_text_in_markdown_sends_its_pictures(django_user_model, permission, may):
    user = django_user_model.objects.create_user("scrive", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client = Client()
    client.force_login(user)
    sent = {"image": SimpleUploadedFile("foto.png", a_picture())}
    assert (client.post("/markdownx/upload/", sent).status_code == 200) == may


@pytest.mark.parametrize(("permission", "status"), [("change_guide", 200), ("view_guide", 403)])
def test_only_who_may_write_guides_reads_their_drafts(
    django_user_model, a_desk_with_secrets, permission, status
):
    user = django_user_model.objects.create_user("legge", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client = Client()
    client.force_login(user)
    answer = client.get(f"/anteprima/guide/{a_desk_with_secrets.pk}/")
    assert answer.status_code == status
    assert (SECRET in answer.text) == (status == 200)
