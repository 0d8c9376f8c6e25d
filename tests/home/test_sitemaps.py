"""The sitemaps: every public page, and the moment it really changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.companies.channel import ContactChannel
from guides.guide.editions import Edition
from guides.home import sitemaps
from guides.site.models import Page
from tests.desk.forms import filled_form
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.home.reading import addresses
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def everything(client) -> dict[str, str | None]:
    """What a crawler that begins at the index finds."""
    found = {}
    for sitemap in addresses(client, "/sitemap.xml"):
        found |= addresses(client, sitemap)
    return found


@pytest.fixture
def a_day_ago(monkeypatch):
    """What happens before the test happens yesterday."""

    def yesterday(make):
        real = timezone.now
        with monkeypatch.context() as patched:
            patched.setattr(timezone, "now", lambda: real() - timedelta(days=1))
            return make()

    return yesterday


def test_every_address_in_the_sitemaps_is_a_page_of_its_own_that_may_be_indexed(client, editor):
    a_live_guide(company=a_company())
    public(a_story(), by=editor)
    Page.objects.create(title="Chi siamo", slug="chi-siamo")
    found = everything(client)
    assert {"/", "/guide/", "/storie/", "/argomenti/", "/aziende/", "/chi-siamo/"} <= set(found)
    for address in found:
        page = client.get(address)
        assert page.status_code == 200
        canonical = f'<link rel="canonical" href="http://localhost:8000{address}">'
        assert canonical in page.content.decode()
        assert "noindex" not in page.content.decode()


def test_what_readers_cannot_read_is_in_no_sitemap(client, editor):
    a_guide(slug="bozza")
    a_live_guide(slug="ritirata").withdraw(by=editor, because="Superata.")
    guide = a_live_guide(slug="prima")
    guide.slug = "dopo"
    guide.save()
    guide.publish(by=editor)
    a_story(title="In attesa")
    public(a_story(title="Ripensata"), by=editor).take_back()
    guides = [a for a in everything(client) if a.startswith("/guide/") and a != "/guide/"]
    assert guides == ["/guide/dopo/"]
    assert not [a for a in everything(client) if a.startswith("/storie/") and a != "/storie/"]


def test_the_index_leads_to_no_empty_sitemap(client):
    assert list(addresses(client, "/sitemap.xml")) == ["/sitemap-inizio.xml"]
    for address in ("guide", "storie", "boh", "guide-2", "guide-0", "inizio-2"):
        assert client.get(f"/sitemap-{address}.xml").status_code == 404


def test_many_guides_are_in_several_sitemaps_each_with_its_own_latest_change(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_SITEMAP", 2)
    guides = [a_live_guide() for _ in range(5)]
    index = addresses(client, "/sitemap.xml")
    parts = ["/sitemap-guide.xml", "/sitemap-guide-2.xml", "/sitemap-guide-3.xml"]
    assert [a for a in index if a.startswith("/sitemap-guide")] == parts
    found = [list(addresses(client, part)) for part in parts]
    assert [len(each) for each in found] == [2, 2, 1]
    assert [a for each in found for a in each] == [g.live.get_absolute_url() for g in guides]


def test_a_new_edition_changes_its_own_date_and_moves_no_other_guide(client, editor, a_day_ago):
    first, second = a_day_ago(lambda: [a_live_guide(), a_live_guide()])
    before = addresses(client, "/sitemap-guide.xml")
    first.publish(by=editor)  # nothing changed
    assert addresses(client, "/sitemap-guide.xml") == before
    first.title = "Un altro titolo"
    first.save()
    first.publish(by=editor)
    after = addresses(client, "/sitemap-guide.xml")
    assert list(after) == list(before)
    one, other = first.live.get_absolute_url(), second.live.get_absolute_url()
    assert after[one] > before[one]
    assert after[other] == before[other]


def test_a_topic_changes_when_a_guide_comes_goes_or_leaves_for_another(client, editor, a_day_ago):
    def made():
        here, there = a_topic(slug="qui"), a_topic(slug="altrove")
        return there, a_live_guide(topic=here), a_live_guide(topic=here)

    there, moved, withdrawn = a_day_ago(made)
    whens = [addresses(client, "/sitemap-argomenti.xml")["/argomenti/qui/"]]

    def changed() -> bool:
        whens.append(addresses(client, "/sitemap-argomenti.xml")["/argomenti/qui/"])
        return whens[-1] > whens[-2]

    moved.topic = there
    moved.save()
    assert not changed()  # readers still find it here
    moved.publish(by=editor)
    assert changed()
    Edition.objects.filter(guide=moved).update(published_at=timezone.now() - timedelta(hours=9))
    changed()
    withdrawn.withdraw(by=editor, because="Superata.")
    assert changed()


def test_a_story_changes_with_the_words_on_its_page_and_not_with_its_comments(
    client, editor, a_day_ago
):
    story = a_day_ago(lambda: public(a_story(text="Mario mi ha risposto."), by=editor))

    def lastmod():
        return addresses(client, "/sitemap-storie.xml")[story.get_absolute_url()]

    before = lastmod()
    public(a_comment(under=story), by=editor)
    assert lastmod() == before
    story.redact(by=editor, words="Mario")
    assert lastmod() > before


def test_what_the_newsroom_adds_to_a_story_changes_its_date(client, editor, a_day_ago):
    story = a_day_ago(lambda: public(a_story(), by=editor))
    (before,) = addresses(client, "/sitemap-storie.xml").values()
    client.force_login(editor)
    desk = f"/admin/guides/story/{story.pk}/change/"
    fields = filled_form(client.get(desk), "story_form")
    assert client.post(desk, fields).status_code == 302
    assert list(addresses(client, "/sitemap-storie.xml").values()) == [before]
    client.post(desk, fields | {"verification": "Abbiamo visto la fattura."})
    (after,) = addresses(client, "/sitemap-storie.xml").values()
    assert after > before


def test_saving_a_company_as_it_was_is_no_change_and_a_new_contact_is(client, editor, a_day_ago):
    def made():
        company = a_company(slug="ditta")
        ContactChannel.objects.create(
            company=company, kind="telefono", name="Clienti", value="1", verified_on="2026-11-01"
        )
        return company

    company = a_day_ago(made)
    before = addresses(client, "/sitemap-aziende.xml")["/aziende/ditta/"]
    client.force_login(editor)
    desk = f"/admin/guides/company/{company.pk}/change/"
    fields = filled_form(client.get(desk), "company_form")
    assert client.post(desk, fields).status_code == 302
    assert addresses(client, "/sitemap-aziende.xml")["/aziende/ditta/"] == before
    client.post(desk, fields | {"channels-0-value": "800 123 456"})
    assert addresses(client, "/sitemap-aziende.xml")["/aziende/ditta/"] > before


def test_the_index_and_a_sitemap_ask_as_much_however_many_pages_there_are(
    client, editor, django_assert_num_queries
):
    for _ in range(5):
        a_live_guide(company=a_company())
        public(a_story(), by=editor)
    with django_assert_num_queries(10):
        client.get("/sitemap.xml")
    for part in ("guide", "storie", "argomenti", "aziende", "autori"):
        with django_assert_num_queries(1):
            client.get(f"/sitemap-{part}.xml")
