"""Addresses that move, and may come back; and the one address of the site."""

from pathlib import Path

import pytest
from django.test import Client

from guides.site.models import Page
from tests.desk.forms import filled_form
from tests.factories import a_live_guide
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def assert_asked_again(response, target: str) -> None:
    assert (response.status_code, response["Location"]) == (301, target)
    assert response["Cache-Control"] == "no-cache"


def rename(guide, slug: str, by) -> None:
    guide.slug = slug
    guide.save()
    guide.publish(by=by)


def test_a_guide_that_goes_and_comes_back_never_sends_a_browser_round(client, editor):
    guide = a_live_guide(slug="aa", sections=[{"title": "Uno", "slug": "uno", "body": "x"}])
    ways = ("", "uno/", "commenti/2/", "commenti.xml", "immagine.png")
    rename(guide, "bb", editor)
    for way in ways:
        answer = client.get(f"/guide/aa/{way}")
        assert answer.status_code == 301
        assert answer["Cache-Control"] == "no-cache"
    assert_asked_again(client.get("/guide/aa/"), "/guide/bb/")
    assert_asked_again(client.get("/guide/aa.md"), "/guide/bb.md")
    rename(guide, "aa", editor)
    assert_asked_again(client.get("/guide/bb/"), "/guide/aa/")
    assert client.get("/guide/aa/").status_code == 200


def test_words_omitted_from_a_title_and_put_back_never_send_a_browser_round(client, editor):
    story = public(a_story(title="La fattura di Gino"), by=editor)
    before = story.get_absolute_url()
    story.redact(by=editor, words="di Gino")
    story.refresh_from_db()
    assert_asked_again(client.get(before), story.get_absolute_url())
    assert story.get_absolute_url() != before
    assert client.get(f"{before}commenti/2/")["Cache-Control"] == "no-cache"
    after = story.get_absolute_url()
    story.undo(by=editor)
    assert_asked_again(client.get(after), before)
    assert client.get(before).status_code == 200


def test_no_other_redirect_is_kept_by_browsers():
    files = [path for folder in ("guides", "helpcentre") for path in Path(folder).rglob("*.py")]
    names = ("permanent=True", "PermanentRedirect(")
    found = {str(f) for f in files for name in names if name in f.read_text("utf-8")}
    assert found == {"guides/pages/moved.py", "helpcentre/one_address.py"}


@pytest.fixture
def one_address(settings):
    settings.ONE_ADDRESS = True
    settings.SITE_URL = "https://sportello.example"
    settings.ALLOWED_HOSTS = ["sportello.example", "www.sportello.example", "10.0.0.7"]


@pytest.mark.parametrize("host", ["www.sportello.example", "10.0.0.7"])
def test_who_comes_by_another_name_is_sent_to_the_sites_address(one_address, client, host):
    answer = client.get("/guide/?pagina=2", headers={"host": host})
    assert_asked_again(answer, "https://sportello.example/guide/?pagina=2")
    assert client.head("/", headers={"host": host}).status_code == 301
    assert client.post("/admin/login/", headers={"host": host}).status_code != 301


def test_the_sites_own_address_and_the_health_page_answer(one_address, client):
    assert client.get("/guide/", headers={"host": "sportello.example"}).status_code == 200
    assert client.get("/guide/", headers={"host": "SPORTELLO.example"}).status_code == 200
    assert client.get("/salute/", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/", headers={"host": "altrove.example"}).status_code == 400


def test_a_link_to_follow_that_was_revoked_is_gone(client, editor):
    from guides.comments.follower import Follower
    from guides.contributions.links import Purpose

    guide = a_live_guide()
    discussion = public(a_comment(under=guide), by=editor).discussion
    follower = Follower.objects.create(discussion=discussion, email="lucia@example.com")
    address = f"/segui/{follower._token(Purpose.MAILBOX)}/"
    shown = client.get(address)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    follower.revoke_links()
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410


def test_the_pages_that_forms_name_keep_their_address(editor, client):
    rules = Page.objects.create(title="Le regole", slug="regole", body="Sii gentile.")
    staff = Client()
    staff.force_login(editor)
    desk = f"/admin/guides/page/{rules.pk}/change/"
    typed = filled_form(staff.get(desk), "page_form") | {"title": "Patti chiari", "slug": "patti"}
    assert staff.post(desk, typed).status_code == 302
    assert staff.post(f"/admin/guides/page/{rules.pk}/delete/", {"post": "yes"}).status_code == 403
    rules.refresh_from_db()
    assert (rules.title, rules.slug) == ("Patti chiari", "regole")
    assert 'href="/regole/"' in client.get("/raccontaci-la-tua-storia/").content.decode()


def test_no_template_writes_out_the_address_of_an_editors_page():
    written = ('"/regole/"', '"/privacy/"', '"/chi-siamo/"')
    for path in Path("templates").rglob("*.html"):
        assert not any(address in path.read_text("utf-8") for address in written), path
