"""Every old address is asked, as browsers and search engines ask it."""

import pytest

from guides.guide.models import Guide
from guides.wordpress.models import Imported, OldAddress
from guides.wordpress.writing.pages import put_online_from
from tests.factories import a_company, a_topic
from tests.wordpress.exports import (
    SITE,
    a_page,
    a_picture,
    a_post,
    an_export,
    bring_in,
    in_category,
)

pytestmark = pytest.mark.django_db
TERMS = in_category("Spesa online", "online") + in_category("Tizio", "tizio", "post_tag")
TERMS += in_category("Furbizie", "furbizie", "post_tag")


@pytest.fixture
def imported(tmp_path):
    a_topic(name="Spesa online", slug="spesa-online")
    a_company(name="Tizio", slug="tizio")
    items = [
        a_post(10, "Testo.", more=TERMS),
        a_post(11, "Bozza.", status="draft", link=f"{SITE}/?p=11"),
        a_page(20, post_name="chi-siamo"),
        a_picture(30, "2019/05/Manuale.pdf", parent=10),
    ]
    bring_in(an_export(tmp_path, *items), "--publish")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/?p=10", "/guide/articolo-10/"),
        ("/index.php?p=10", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/", "/guide/articolo-10/"),
        ("/2019/05/articolo-10", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/?utm_source=x", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/2/", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/amp/", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/comment-page-3/", "/guide/articolo-10/"),
        ("/2019/05/articolo-10/feed/", "/guide/articolo-10/commenti.xml"),
        ("/?page_id=20", "/chi-siamo/"),
        ("/?attachment_id=30", "/guide/articolo-10/"),
        ("/allegato-30/", "/guide/articolo-10/"),
        ("/category/spesa/online/", "/argomenti/spesa-online/"),
        ("/category/spesa/online/page/4/", "/argomenti/spesa-online/"),
        ("/category/spesa/online/feed/", "/argomenti/spesa-online/"),
        ("/?cat=4", "/argomenti/spesa-online/"),
        ("/category/spesa/", "/cerca/?q=Spesa"),
        ("/tag/tizio/", "/aziende/tizio/"),
        ("/?tag=tizio", "/aziende/tizio/"),
        ("/tag/furbizie/", "/cerca/?q=Furbizie"),
        ("/author/anna/", "/autori/anna-verdi/"),
        ("/feed/", "/feed/guide-nuove.xml"),
        ("/feed/rss2/", "/feed/guide-nuove.xml"),
        ("/?feed=rss2", "/feed/guide-nuove.xml"),
        ("/comments/feed/", "/feed/guide-nuove.xml"),
        ("/2019/05/", "/guide/"),
        ("/2019/", "/guide/"),
        ("/page/3/", "/guide/"),
        ("/?s=pacco+perso", "/cerca/?q=pacco+perso"),
    ],
)
def test_an_old_address_leads_where_that_is_now(imported, client, old, new):
    response = client.get(old)
    assert (response.status_code, response.headers.get("Location")) == (301, new)
    assert response["Cache-Control"] == "no-cache"  # it may move again
    assert client.get(new).status_code == 200


@pytest.mark.parametrize(
    "old",
    ["/?p=11", "/2019/05/mai/", "/?p=99", "/tag/mai/", "/wp-login.php", "/wp-content/x.php",
     "/wp-content/uploads/2019/05/Manuale.pdf", "/?p=abc", "/%00/", "/?p=1" + "0" * 400,
     "/?p=%C2%B2", "/mai/?page_id=%D9%A3", "/?attachment_id=%E2%91%A0"],
)  # fmt: skip
def test_what_was_never_there_or_is_not_public_leads_nowhere(imported, client, old):
    assert client.get(old).status_code in (200, 404)  # the front page ignores what it is asked


def test_our_own_pages_come_first_and_what_is_sent_is_not_led_elsewhere(imported, client):
    OldAddress.objects.create(path="guide", words="x")
    assert client.get("/guide/").status_code == 200
    assert client.post("/2019/05/articolo-10/").status_code == 404


def test_an_address_of_a_draft_works_from_the_day_it_is_published(imported, client):
    assert client.get("/?p=11").status_code == 200  # the front page
    draft = Guide.objects.get(slug="articolo-11")
    draft.publish(by=None)
    assert client.get("/?p=11")["Location"] == "/guide/articolo-11/"
    draft.slug = "altro-nome"
    draft.save()
    draft.publish(by=None)
    assert client.get("/?p=11")["Location"] == "/guide/altro-nome/"
    draft.withdraw(by=None, because="Non vale più.")
    assert client.get(client.get("/?p=11")["Location"]).status_code == 410


def test_a_site_that_stood_in_a_folder(tmp_path, client):
    site = f"{SITE}/blog"
    post = a_post(1, link=f"{site}/2019/05/uno/", guid=f"{site}/?p=1", more=TERMS)
    bring_in(an_export(tmp_path, post, site=site), "--publish")
    for old in ("/blog/2019/05/uno/", "/blog/?p=1"):
        assert client.get(old)["Location"] == "/guide/articolo-1/"
    assert client.get("/blog/category/spesa/online/")["Location"].startswith("/argomenti/")
    assert client.get("/blog/category/online/")["Location"].startswith("/argomenti/")
    assert client.get("/blog/feed/")["Location"] == "/feed/guide-nuove.xml"
    assert client.get("/blog/")["Location"] == "/"


def test_pages_whose_long_addresses_begin_alike_are_not_taken_for_each_other(tmp_path, client):
    long = "guida-di-installazione-e-di-configurazione-dell-ambiente"
    pages = [a_page(n, f"Pagina {n}.", post_name=f"{long}-{n}") for n in (1, 2)]
    bring_in(an_export(tmp_path, *pages, a_page(3, post_name="l%e2%80%99idea")), "--publish")
    for n in (1, 2):
        page = client.get(f"/{long}-{n}/", follow=True).content.decode()
        assert f"Pagina {n}." in page
    assert client.get("/?page_id=3")["Location"] == "/l-idea/"


def test_the_page_of_a_picture_leads_to_the_page_it_was_in(tmp_path, client):
    items = [a_page(20, post_name="chi-siamo"), a_picture(30, "2019/05/noi.jpg", parent=20)]
    bring_in(an_export(tmp_path, *items), "--publish")
    for old in ("/allegato-30/", "/?attachment_id=30"):
        assert client.get(old)["Location"] == "/chi-siamo/"


def test_a_page_put_online_later_of_a_site_that_stood_in_a_folder(tmp_path, client):
    site = f"{SITE}/blog"
    page = a_page(20, post_name="chi-siamo", link=f"{site}/chi-siamo/")
    bring_in(an_export(tmp_path, page, site=site))
    put_online_from(Imported.objects.get())
    for old in ("/blog/chi-siamo/", "/blog/?page_id=20"):
        assert client.get(old)["Location"] == "/chi-siamo/"


def test_two_sites_with_the_same_address_and_a_site_without_imports(tmp_path, client):
    assert client.get("/feed/").status_code == client.get("/2019/05/").status_code == 404
    bring_in(an_export(tmp_path, a_post(1)), "--publish")
    path = an_export(tmp_path, a_post(1, title="Altro"), site="https://altro.example")
    bring_in(path, "--publish")
    assert client.get("/?p=1")["Location"] == "/guide/articolo-1/"
    assert Guide.objects.filter(slug="articolo-1-2").exists()


def test_it_costs_one_question_and_only_where_nothing_is(
    imported, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        answer = client.get("/2019/05/articolo-10/")
    assert answer.status_code == 301
