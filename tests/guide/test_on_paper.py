"""What only paper, a translation or a letter shows: whole addresses, names left alone, our look."""

import html5lib
import pytest

from guides.mail.message import compose
from guides.mail.models import Letter
from guides.site.models import Page
from tests.factories import a_company, a_live_guide
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db


def body(client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_link_inside_the_site_says_its_whole_address_for_paper(client, settings):
    settings.SITE_URL = "https://sportello.example"
    Page.objects.create(title="Regole", slug="regole", body="Una.")
    a_live_guide(
        slug="pacco", sections=[{"title": "Reso", "body": "Vedi [qui accanto](/regole/)."}]
    )
    whole = '<a data-address="https://sportello.example/regole/" href="/regole/"'
    assert whole in body(client, "/guide/pacco/")


def test_a_code_and_a_name_are_not_translated(client):
    a_live_guide(slug="pacco", sections=[{"title": "Reso", "body": "Scrivi `GU14`."}])
    page = body(client, "/guide/pacco/")
    assert '<code translate="no">GU14</code>' in page
    assert '<a class="masthead__name" href="/" translate="no">' in page


def test_a_story_and_a_company_print_where_they_stand(client, editor, settings):
    settings.SITE_URL = "https://sportello.example"
    story, company = public(a_story(), by=editor), a_company()
    for place in (story.get_absolute_url(), company.get_absolute_url()):
        page = body(client, place)
        line = page[page.index('<p class="print-only">') :].partition("</p>")[0]
        assert f"https://sportello.example{place}" in line


def test_a_letter_wears_our_look_on_its_elements(settings):
    settings.DEFAULT_FROM_EMAIL = "Allo sportello <redazione@sportello.example>"
    letter = Letter(subject="Prova & <b>", text="Buongiorno,\n\nhttps://sportello.example/a/\n")
    page = compose(letter).alternatives[0][0]
    assert '<body style="margin: 0; padding: 0; background: #faf7f2;' in page
    assert '<a href="https://sportello.example/a/"' in page
    assert ">Allo sportello</a>" in page
    assert "Prova &amp; &lt;b&gt;</h1>" in page
    assert "<table" not in page
    assert "<img" not in page
    html5lib.HTMLParser(strict=True).parse(page)


def test_a_letter_of_a_nameless_sender_bears_the_sites_host(settings):
    settings.DEFAULT_FROM_EMAIL = "redazione@sportello.example"
    settings.SITE_URL = "https://sportello.example"
    letter = Letter(subject="Prova", text="Buongiorno\n")
    assert ">sportello.example</a></p>" in compose(letter).alternatives[0][0]
