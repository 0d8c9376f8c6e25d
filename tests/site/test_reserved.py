"""An address of the site's own is never given to a page of an editor's."""

import pytest

from guides.companies.models import Company
from guides.guide.models import Guide
from guides.site.models import Page
from guides.site.reserved import words_after
from tests.desk.forms import filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, editor):
    client.force_login(editor)
    return client


def add(staff, model: str, **typed):
    address = f"/admin/guides/{model}/add/"
    return staff.post(address, filled_form(staff.get(address), f"{model}_form") | typed)


def add_page(staff, slug: str):
    return add(staff, "page", title="Una pagina", slug=slug, body="Ecco.")


def test_the_words_are_read_from_the_sites_urls():
    assert {"cerca", "guide", "storie", "aziende", "admin", "salute", "static", "media"} <= (
        words_after("")
    )
    assert words_after("guide/") == {"pagina"}


def test_a_page_cannot_take_an_address_of_the_site(staff):
    for word in [*sorted(words_after("")), "Cerca"]:
        page = add_page(staff, word).content.decode()
        assert f"«/{word}/» è già un indirizzo del sito: scegline un altro." in page
    assert not Page.objects.exists()


@pytest.mark.parametrize(
    "name", ["robots.txt", "favicon.ico", "sitemap.xml", "sitemap-guide-1.xml", "a/b", "../x"]
)
def test_a_page_cannot_have_the_name_of_a_file(staff, name):
    assert "errorlist" in add_page(staff, name).content.decode()
    assert not Page.objects.exists()


@pytest.mark.parametrize("slug", ["cerca-casa", "guide-utili", "chi-siamo", "admin2", "pagina"])
def test_a_free_address_is_saved_and_reached(staff, slug):
    assert add_page(staff, slug).status_code == 302
    assert staff.get(f"/{slug}/").status_code == 200


def test_a_guide_or_a_company_cannot_stand_where_their_lists_go_on(staff):
    words = "«/aziende/pagina/» è già un indirizzo del sito"
    assert words in add(staff, "company", name="Pagina", slug="pagina").content.decode()
    assert "«/guide/pagina/» è già un indirizzo del sito" in (
        add(staff, "guide", title="Pagina", slug="pagina").content.decode()
    )
    assert not Company.objects.exists()
    assert not Guide.objects.exists()
