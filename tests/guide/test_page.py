"""The guide's page: its parts, in the order a reader in a hurry needs them."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from guides.companies.sectors import Sector
from guides.guide.editions import Edition
from guides.site.models import SiteLink, SiteSettings
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.reading import by_class, headings_of, links_of, text_of, tree_of
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db

SECTIONS = [
    {"title": "Account", "slug": "account", "body": "Prima di tutto, calma."},
    {
        "title": "Codice",
        "slug": "codice",
        "level": 2,
        "problem": "Il codice non mi arriva",
        "body": "1. Guarda nella posta indesiderata.\n2. Richiedi il codice.\n\n"
        "::: scadenza\nVale 15 minuti.\n:::",
    },
    {
        "title": "Rimborso",
        "slug": "rimborso",
        "problem": "Il rimborso non arriva",
        "body": "Insisti.",
    },
]


@pytest.fixture
def guide(editor):
    topic, company = a_topic(name="Acquisti"), a_company(name="Bottega")
    a_live_guide(title="Dello stesso argomento", topic=topic, verified_on=date(2026, 11, 20))
    a_live_guide(title="Della stessa azienda", company=company, verified_on=date(2026, 1, 1))
    guide = a_guide(
        title="Bottega: che cosa fare",
        slug="bottega",
        summary="Per chi ha comprato e aspetta.",
        introduction="Due parole prima.",
        topic=topic,
        company=company,
        sections=SECTIONS,
        verified_on=date(2026, 7, 1),
    )
    guide.sources.create(
        title="Codice del consumo",
        address="https://legge.example/",
        publisher="Normattiva",
        consulted_on=date(2026, 6, 30),
    )
    guide.publish(by=editor)
    guide.summary = "Per chi ha comprato, ha pagato e aspetta."
    guide.save()
    guide.publish(by=editor, note="Aggiunto il caso del rimborso.")
    site, _ = SiteSettings.objects.update_or_create(pk=1, defaults={"name": "Allo sportello"})
    SiteLink.objects.create(site=site, kind="social", name="Canale", address="https://c.example/")
    return guide


@pytest.fixture
def page(client, guide):
    return tree_of(client.get("/guide/bottega/"))


def test_the_parts_come_in_the_order_of_need(page):
    text = text_of(page.find(".//body"))
    parts = [
        "Inizio Guide Acquisti",
        "Bottega: che cosa fare",
        "Per chi ha comprato, ha pagato e aspetta.",
        "Di Autrice",
        "Pubblicata il",
        "Verificata il 1° luglio 2026",
        "Qual è il tuo problema?",
        "Contenuti",
        "Due parole prima.",
        "Prima di tutto, calma.",
        "Insisti.",
        "Fonti",
        "Che cosa è cambiato",
        "Chi ha scritto",
        "Altre guide utili",
        "Raccontaci la tua storia",
        "Consumatori sui social",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_each_problem_leads_to_the_section_that_answers_it(page):
    chooser = by_class(page, "problems")
    assert links_of(chooser) == {
        "Il codice non mi arriva": "#codice",
        "Il rimborso non arriva": "#rimborso",
    }
    sections = {section.get("id") for section in page.iter("section")}
    assert {"codice", "rimborso"} <= sections


def test_the_contents_hold_two_levels(page):
    contents = by_class(page, "contents")
    first = contents.find("./ol/li")
    assert links_of(first) == {"Account": "#account", "Codice": "#codice"}
    assert links_of(first.find("ol")) == {"Codice": "#codice"}


def test_every_section_has_an_address_to_copy_that_says_whose_it_is(page):
    links = links_of(by_class(page, "guide__body"))
    assert links["Collegamento a «Codice»"] == "#codice"
    assert links["Collegamento a «Rimborso»"] == "#rimborso"


def test_the_outline_has_no_gap(page):
    assert headings_of(page)[:5] == [
        "Bottega: che cosa fare",
        "Qual è il tuo problema?",
        "Account",
        "Codice",
        "Rimborso",
    ]
    assert [text_of(h) for h in page.iter("h3")][:1] == ["Codice"]


def test_a_source_says_who_and_when(page):
    assert text_of(by_class(page, "sources").find("ul")) == (
        "Codice del consumo Normattiva, consultata il 30 giugno 2026"
    )


def test_the_guides_of_the_same_company_come_before_those_of_the_topic(page):
    titles = [text_of(link) for link in by_class(page, "related").iter("a")]
    assert titles == ["Della stessa azienda", "Dello stesso argomento"]


def test_a_guide_without_problems_or_company_has_no_empty_part(client):
    a_live_guide(slug="nuda", sections=[{"title": "Unica", "body": "Testo."}])
    page = tree_of(client.get("/guide/nuda/"))
    assert by_class(page, "problems") is None
    for absent in ("Fonti", "Che cosa è cambiato", "Altre guide utili"):
        assert absent not in headings_of(page)


def test_the_cover_says_what_it_shows(client, editor):
    png = BytesIO()
    Image.new("RGB", (8, 4)).save(png, "PNG")
    guide = a_guide(slug="coperta", cover_alt="Un pacco sulla soglia")
    guide.cover.save("pacco.png", ContentFile(png.getvalue()))
    guide.publish(by=editor)
    image = next(tree_of(client.get("/guide/coperta/")).iter("img"))
    assert image.get("alt") == "Un pacco sulla soglia"
    assert image.get("src") == guide.cover.url
    assert (image.get("width"), image.get("height")) == ("8", "4")


def test_a_preview_has_no_canonical_address(admin_client, guide):
    response = admin_client.get(f"/anteprima/guide/{guide.pk}/")
    assert 'rel="canonical"' not in response.content.decode()


def test_a_guide_is_found_with_a_bounded_number_of_queries(
    client, guide, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get("/guide/bottega/")


def test_a_guide_says_that_it_was_updated_only_when_it_was_on_another_day(client):
    a_live_guide(slug="ieri")
    assert "Aggiornata" not in client.get("/guide/ieri/").content.decode()
    Edition.objects.filter(slug="ieri").update(first_published_at="2026-01-02T10:00Z")
    page = text_of(tree_of(client.get("/guide/ieri/")))
    assert "Pubblicata il 2 gennaio 2026 Aggiornata" in page


def test_two_days_in_greenwich_are_one_day_in_italy(client):
    a_live_guide(slug="notte")
    times = {"first_published_at": "2026-01-02T23:30Z", "published_at": "2026-01-03T10:00Z"}
    Edition.objects.filter(slug="notte").update(**times)
    page = text_of(tree_of(client.get("/guide/notte/")))
    assert "Pubblicata il 3 gennaio 2026" in page
    assert "Aggiornata" not in page


def test_next_come_the_guides_that_the_text_sends_to_then_those_of_the_sector(client):
    sector = Sector.objects.create(name="Negozi", every_company="ogni negozio")
    after = a_guide(title="Il passo dopo", slug="poi")
    a_guide(title="Mai pubblicata", slug="mai")
    guide = a_live_guide(
        slug="prima",
        company=a_company(sector=sector),
        sections=[{"title": "Uno", "body": "Leggi [qui](/guide/poi/) e [lì](/guide/mai/)."}],
    )
    a_live_guide(title="Dello stesso argomento", topic=guide.topic)
    a_live_guide(title="Del settore", company=a_company(sector=sector))
    neighbour = a_guide(title="Di tutto il settore")
    neighbour.sectors.add(sector)
    neighbour.publish(by=None)
    after.publish(by=None)
    page = tree_of(client.get("/guide/prima/"))
    titles = [text_of(link) for link in by_class(page, "related").iter("a")]
    assert titles[0] == "Il passo dopo"
    assert titles.index("Di tutto il settore") < titles.index("Dello stesso argomento")
    assert "Mai pubblicata" not in titles


@pytest.mark.parametrize("about", ["company", "topic"])
def test_the_stories_about_it_stand_at_its_end_only_when_published(client, editor, about):
    company, topic = a_company(), a_topic()
    a_live_guide(slug="prima", topic=topic, **({"company": company} if about == "company" else {}))
    where = {about: company if about == "company" else topic}
    assert "A chi è successo" not in client.get("/guide/prima/").content.decode()
    a_story(title="Ancora da leggere", **where)
    for number in range(4):
        public(a_story(title=f"Storia {number}", **where), by=editor)
    page = client.get("/guide/prima/").content.decode()
    assert "Ancora da leggere" not in page
    assert [f"Storia {number}" in page for number in range(4)] == [False, True, True, True]
    assert "Le altre storie" in page
