"""A company's page, with its contact channels."""

from datetime import date

import pytest

from guides.companies.sectors import Sector
from tests.factories import a_company, a_guide, a_live_guide
from tests.reading import by_class, headings_of, links_of, text_of, tree_of

pytestmark = pytest.mark.django_db
CHECKED = date(2026, 11, 12)


@pytest.fixture
def post_office(db):
    company = a_company(name="Poste di Prova", slug="poste")
    company.channels.create(
        kind="telefono",
        name="Assistenza",
        value="803 160",
        hours="Dalle 8 alle 20",
        cost="Gratuito",
        verified_on=CHECKED,
    )
    company.channels.create(kind="pec", name="PEC", value="p@pec.example", verified_on=CHECKED)
    company.channels.create(kind="posta", name="Lettere", value="Via Roma 1", verified_on=CHECKED)
    return company


def test_a_contact_says_what_for_when_what_it_costs_and_when_it_was_checked(client, post_office):
    contact = by_class(tree_of(client.get("/aziende/poste/")), "contact")
    assert text_of(contact.find("h3")) == "Assistenza"
    pairs = {text_of(row.find("dt")): text_of(row.find("dd")) for row in contact.iter("div")}
    assert pairs == {
        "Orari": "Dalle 8 alle 20",
        "Costo": "Gratuito",
        "Controllato": "il 12 novembre 2026",
    }


def test_a_number_is_called_an_address_written_to_or_copied_a_form_opened(client, post_office):
    form = {"kind": "modulo", "name": "Reclami", "value": "https://poste.example/reclami/"}
    post_office.channels.create(**form, verified_on=CHECKED)
    tree = tree_of(client.get("/aziende/poste/"))
    links = links_of(tree)
    assert links["Chiama 803 160"] == "tel:803160"
    assert links["Dalla tua PEC scrivi a p@pec.example"] == "mailto:p@pec.example"
    assert links["Apri il modulo di Poste di Prova: Reclami"] == form["value"]
    assert "Via Roma 1" in text_of(tree)
    assert not any("Via Roma 1" in words for words in links)
    assert [
        button.get("data-copy") for button in tree.iter("button") if button.get("data-copy")
    ] == ["p@pec.example"]


def test_a_front_page_is_linked_once_and_is_called_no_form(client):
    company = a_company(slug="negozio", website="https://www.negozio.example/")
    page = {"kind": "modulo", "value": "https://www.negozio.example", "verified_on": CHECKED}
    company.channels.create(name="Reclami", **page)
    links = list(tree_of(client.get("/aziende/negozio/")).iter("a"))
    to_it = [text_of(a) for a in links if "negozio.example" in a.get("href")]
    assert len(to_it) == 1
    assert to_it[0].startswith("Vai a www.negozio.example")
    company.channels.all().delete()
    assert "www.negozio.example" in links_of(tree_of(client.get("/aziende/negozio/")))


def test_a_company_leads_to_its_guides(client, post_office):
    guide = a_live_guide(title="Pacco perso", company=post_office)
    links = links_of(tree_of(client.get("/aziende/poste/")))
    assert links["Pacco perso"] == guide.get_absolute_url()


def test_the_companies_are_in_alphabetical_order(client):
    a_company(name="Zeta")
    a_company(name="Alfa")
    text = text_of(tree_of(client.get("/aziende/")))
    assert text.find("Alfa") < text.find("Zeta")


@pytest.fixture
def telephony(db):
    return Sector.objects.create(name="Telefonia", every_company="ogni operatore telefonico")


def test_a_guide_of_the_sector_is_on_the_page_of_each_of_its_companies(client, telephony, editor):
    ours, another = a_company(slug="tim", sector=telephony), a_company(slug="altra")
    guide = a_guide(title="Reclamo al telefono")
    guide.sectors.add(telephony)
    assert "Reclamo al telefono" not in text_of(tree_of(client.get("/aziende/tim/")))
    guide.publish(by=editor)
    tree = tree_of(client.get("/aziende/tim/"))
    assert links_of(tree)["Reclamo al telefono"] == guide.get_absolute_url()
    assert links_of(tree)["Non so che fare"] == f"{guide.get_absolute_url()}#che-cosa-fare"
    assert "Valgono per ogni operatore telefonico" in headings_of(tree)
    assert "Reclamo al telefono" not in text_of(tree_of(client.get("/aziende/altra/")))
    another.sector = ours.sector
    another.save()
    assert "Reclamo al telefono" in text_of(tree_of(client.get("/aziende/altra/")))


def test_a_guide_is_on_the_pages_of_several_companies_its_own_guides_first(
    client, telephony, editor
):
    company = a_company(slug="tim", sector=telephony)
    for_all = a_guide(title="Per tutti", verified_on=date(2026, 11, 20))
    for_all.sectors.add(telephony)
    for_all.publish(by=editor)
    served = a_guide(title="Anche per lei", company=a_company(), verified_on=date(2026, 1, 1))
    served.other_companies.add(company)
    served.publish(by=editor)
    a_live_guide(title="Solo sua", company=company, verified_on=date(2025, 1, 1))
    wider = a_guide(title="Per tanti mestieri", verified_on=date(2026, 11, 25))
    wider.sectors.add(telephony, Sector.objects.create(name="Luce", every_company="ogni fornitore"))
    wider.publish(by=editor)
    text = text_of(tree_of(client.get("/aziende/tim/")))
    order = ["Solo sua", "Anche per lei", "Per tutti", "Per tanti mestieri"]
    assert sorted(order, key=text.index) == order


def test_a_shelf_changed_in_the_working_copy_is_an_edition_of_its_own(client, telephony, editor):
    a_company(slug="tim", sector=telephony)
    guide = a_live_guide(title="Reclamo")
    assert guide.publish(by=editor).number == 1
    guide.sectors.add(telephony)
    assert "Reclamo" not in text_of(tree_of(client.get("/aziende/tim/")))
    assert guide.publish(by=editor).number == 2
    assert "Reclamo" in text_of(tree_of(client.get("/aziende/tim/")))
    guide.sectors.clear()
    assert "Reclamo" in text_of(tree_of(client.get("/aziende/tim/")))
    guide.withdraw(by=editor, because="Superata.")
    assert "Reclamo" not in text_of(tree_of(client.get("/aziende/tim/")))


def test_a_company_with_nothing_is_no_dead_end(client):
    a_company(slug="nuova", name="Nuova")
    text = text_of(tree_of(client.get("/aziende/nuova/")))
    assert "Non abbiamo ancora controllato nessun contatto di Nuova." in text
    links = links_of(tree_of(client.get("/aziende/nuova/")))
    assert links["Cerca il tuo problema"] == "/cerca/"
    assert links["Arbitri, conciliazioni, autorità: a chi rivolgersi"] == "/a-chi-rivolgersi/"
