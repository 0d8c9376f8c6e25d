"""A company's page, with its contact channels."""

from datetime import date

import pytest

from tests.factories import a_company, a_live_guide
from tests.reading import links_of, text_of, tree_of

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


def test_a_channel_says_how_when_and_what_it_costs(client, post_office):
    facts = next(tree_of(client.get("/aziende/poste/")).iter("dl"))
    pairs = {text_of(row.find("dt")): text_of(row.find("dd")) for row in facts.findall("div")}
    assert pairs == {
        "Telefono": "803 160",
        "Orari": "Dalle 8 alle 20",
        "Costo": "Gratuito",
        "Verificato": "il 12 novembre 2026",
    }


def test_a_number_can_be_called_and_an_address_written_to(client, post_office):
    links = links_of(tree_of(client.get("/aziende/poste/")))
    assert links["803 160"] == "tel:803160"
    assert links["p@pec.example"] == "mailto:p@pec.example"
    assert "Via Roma 1" not in links


def test_a_company_leads_to_its_guides(client, post_office):
    guide = a_live_guide(title="Pacco perso", company=post_office)
    links = links_of(tree_of(client.get("/aziende/poste/")))
    assert links["Pacco perso"] == guide.get_absolute_url()


def test_the_companies_are_in_alphabetical_order(client):
    a_company(name="Zeta")
    a_company(name="Alfa")
    text = text_of(tree_of(client.get("/aziende/")))
    assert text.find("Alfa") < text.find("Zeta")
