"""Controlli: what an editor is told of a guide before it is published."""

from datetime import date

import pytest
from django.utils import timezone

from guides.guide.checks.checking import checks_of
from guides.outside.models import OutsideAddress
from guides.publishing.live_edition import CannotPublish
from guides.site.models import Page
from tests.desk.every_form import somebody
from tests.factories import a_company, a_guide, a_live_guide
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return a_live_guide(
        slug="altra", sections=[{"title": "Che fare", "problem": "Che faccio?", "body": "# Voce"}]
    )


def refused(body: str, **fields) -> str:
    with pytest.raises(CannotPublish) as why:
        a_guide(sections=[{"title": "Uno", "body": body}], **fields).publish(by=None)
    return str(why.value)


def published(body: str, **fields):
    guide = a_guide(sections=[{"title": "Uno", "body": body}], **fields)
    guide.publish(by=None)
    return guide


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/guide/mai-vista/", "porta a «/guide/mai-vista/», che in questo sito non c’è."),
        ("/aziende/mai/", "porta a «/aziende/mai/», che in questo sito non c’è."),
        ("/niente/di/simile/", "porta a «/niente/di/simile/», che in questo sito non c’è."),
        ("/guide/altra/#mai", "non c’è «#mai»."),
        ("#mai", "in questa guida non c’è «#mai»."),
        ("/guide/questa/#mai", "in questa guida non c’è «#mai»."),
        ("http://localhost:8000/guide/mai/", "porta a «/guide/mai/»"),
    ],
)
def test_a_link_inside_that_leads_nowhere_stops_the_publication(other, settings, address, said):
    settings.SITE_URL = "https://localhost:8000"
    address = address.replace("http:", "https:")
    told = refused(f"Vedi [qui accanto]({address}).", slug="questa")
    assert told.startswith("Sezione «Uno»: il link «qui accanto» ")
    assert said in told


def test_what_stops_it_knows_its_box(other):
    guide = a_guide(sections=[{"title": "Uno", "body": "Vedi [qui accanto](#mai)."}])
    assert [o.box for o in guide.obstacles()] == [str(guide.sections.get().uid)]
    guide.sections.update(body="{{fatto:mai}}")
    assert [o.box for o in guide.obstacles()] == [str(guide.sections.get().uid)]


@pytest.mark.parametrize(
    "address",
    [
        *("/guide/altra/", "/guide/altra/#che-fare", "/guide/altra/#contenuto", "/guide/", "/"),
        *("#uno", "/guide/questa/#uno", "#fonti", "/aziende/tizio/", "/chi-siamo/", "/storie/"),
        *("/cerca/?q=pacco", "/raccontaci-la-tua-storia/", "//altro.example/", "/feed/storie.xml"),
    ],
)
def test_one_that_leads_somewhere_does_not(other, address):
    a_company(name="Tizio", slug="tizio")
    Page.objects.create(title="Chi siamo", slug="chi-siamo", body="Noi.")
    assert published(f"Vedi [qui accanto]({address}).", slug="questa").is_public


def whats(guide) -> list[str]:
    return [check.what for check in checks_of(guide)]


def test_two_new_guides_may_lead_to_each_other_and_it_is_said(other):
    a_guide(slug="nuova", title="Nuova")
    guide = published("Vedi [la nuova](/guide/nuova/).")
    assert any("porta a «Nuova», che i lettori non vedono ancora." in what for what in whats(guide))


def test_an_old_address_is_said(other):
    other.slug = "cambiata"
    other.save()
    other.publish(by=None)
    guide = published("Vedi [quella](/guide/altra/).")
    assert any("porta a un indirizzo vecchio: ora è «/guide/cambiata/" in w for w in whats(guide))


def test_what_may_be_better_is_listed_in_one_page(desk):
    a_fact(key="vecchio", name="Vecchio", valid_until=timezone.localdate().replace(year=2020))
    OutsideAddress.objects.create(address="https://rotto.example/a", state="rotto", reason="Via.")
    long = "parola incomprensibilmente complicatissima " * 40
    body = f"{long}.\n\n# Uno\n\n### Tre\n\n{{{{fatto:vecchio}}}} [x y](https://rotto.example/a#b)"
    guide = a_guide(sections=[{"title": "Uno", "body": body}])
    page = desk.get(f"/admin/guides/guide/{guide.pk}/controlli/").content.decode()
    for said in ("è scaduto", "Gulpease", "salta un livello", "nessuna sezione ha un problema",
                 "Via.", "Niente: si può pubblicare."):  # fmt: skip
        assert said in page, said


def test_no_source_an_old_day_and_a_long_section_are_said(desk):
    section = {
        "title": "Tutto insieme",
        "problem": "Che faccio?",
        "body": "Parole brevi." + " Parole brevi." * 499,
    }
    guide = a_guide(verified_on=date(2015, 3, 8), sections=[section])
    page = desk.get(f"/admin/guides/guide/{guide.pk}/controlli/").content.decode()
    for said in ("non ha fonti", "verificata l’8 marzo 2015", "è lunga 6999 caratteri"):
        assert said in page, said
    assert 'change/#sources-group"' in page


def test_a_guide_without_faults_has_none(desk, other):
    other.sources.create(
        title="La legge", address="https://legge.example/", publisher="Lo Stato",
        consulted_on=date(2026, 11, 22),
    )  # fmt: skip
    page = desk.get(f"/admin/guides/guide/{other.pk}/controlli/").content.decode()
    assert "Niente da guardare." in page


def test_who_may_not_write_guides_sees_no_checks(client, other):
    where = f"/admin/guides/guide/{other.pk}/controlli/"
    assert client.get(where).status_code == 302
    _, moderator = somebody("Moderazione")
    assert moderator.get(where).status_code == 403
