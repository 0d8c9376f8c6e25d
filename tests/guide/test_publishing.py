"""Publishing freezes the working copy; readers see editions only."""

import pytest

from guides.publishing.live_edition import CannotPublish
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db


def test_a_guide_never_published_is_not_found(client):
    guide = a_guide()
    assert client.get(f"/guide/{guide.slug}/").status_code == 404


def test_a_published_guide_is_read(client, editor):
    guide = a_guide(title="Pacco perso")
    guide.publish(by=editor)
    page = client.get(f"/guide/{guide.slug}/")
    assert page.status_code == 200
    assert "Pacco perso" in page.content.decode()
    assert not page.cookies


def test_an_edit_is_not_public_before_it_is_published(client):
    guide = a_live_guide(title="Titolo vecchio")
    guide.title = "Titolo nuovo"
    guide.save()
    section = guide.sections.get()
    section.body = "Parola segretissima"
    section.save()
    text = "".join(
        client.get(address).content.decode()
        for address in ("/", "/guide/", f"/guide/{guide.slug}/", "/cerca/?q=segretissima")
    )
    assert "Titolo vecchio" in text
    assert "Titolo nuovo" not in text
    assert "Parola segretissima" not in text


def test_publishing_twice_without_a_change_makes_one_edition(editor):
    guide = a_guide()
    assert guide.publish(by=editor) == guide.publish(by=editor)
    assert guide.editions.count() == 1


def test_an_edition_is_immutable(editor):
    edition = a_guide().publish(by=editor)
    edition.title = "Altro"
    with pytest.raises(TypeError):
        edition.save()


def test_a_guide_without_sections_cannot_be_published(editor):
    guide = a_guide(sections=[])
    with pytest.raises(CannotPublish) as refusal:
        guide.publish(by=editor)
    assert refusal.value.obstacles == ["Aggiungi almeno una sezione."]


def test_a_withdrawn_guide_answers_410_with_the_reason(client, editor):
    guide = a_live_guide()
    guide.withdraw(by=editor, because="La legge è cambiata: la stiamo riscrivendo.")
    page = client.get(f"/guide/{guide.slug}/")
    assert page.status_code == 410
    assert "La legge è cambiata" in page.content.decode()


def test_a_changed_address_redirects_in_one_step_and_never_in_a_loop(client, editor):
    guide = a_live_guide(slug="primo")
    for slug in ("secondo", "terzo", "primo", "secondo"):
        guide.slug = slug
        guide.save()
        guide.publish(by=editor)
    for old in ("primo", "terzo"):
        response = client.get(f"/guide/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/guide/secondo/")
    assert client.get("/guide/secondo/").status_code == 200


def test_a_changed_section_address_redirects_to_its_new_place(client, editor):
    guide = a_live_guide(slug="guida", sections=[{"title": "Uno"}, {"title": "Due"}])
    section = guide.sections.get(slug="uno")
    section.slug = "uno-bis"
    section.save()
    guide.publish(by=editor)
    response = client.get("/guide/guida/uno/")
    assert (response.status_code, response["Location"]) == (301, "/guide/guida/#uno-bis")
    assert 'id="uno"' in client.get("/guide/guida/").content.decode()


def test_a_new_title_does_not_change_a_sections_address(editor):
    section = a_live_guide(sections=[{"title": "Uno"}]).sections.get()
    section.title = "Tutt’altro"
    section.save()
    assert section.slug == "uno"


def test_two_live_guides_never_share_an_address(editor):
    first = a_live_guide(slug="conteso")
    first.slug = "altrove"
    first.save()
    with pytest.raises(CannotPublish):
        a_guide(slug="conteso").publish(by=editor)
