"""The law under a fact, read from a recorded service on loopback."""

import json

import pytest

from guides.facts import law
from guides.facts.law import DOUBT, LawArticle, watch
from guides.guide.editions import Edition
from tests.desk.forms import filled_form
from tests.factories import a_live_guide
from tests.facts.making import a_fact
from tests.outside.a_site import Site

pytestmark = pytest.mark.django_db
URN = "urn:nir:stato:decreto.legislativo:2005-09-06;206~art52"
# As the service answers, shortened: names of classes are Akoma Ntoso's.
HTML = (
    '<div class="bodyTesto"><h2 class="article-num-akn">Art. 52</h2>'
    '<div class="art-comma-div-akn"><span class="comma-num-akn">1. </span>'
    '<span class="art_text_in_comma">il consumatore dispone di un periodo di {days} giorni '
    "per recedere &lt;da&gt; un contratto</span></div>"
    '<div class="art_aggiornamento-akn"><p>AGGIORNAMENTO ({note})</p></div></div>'
)


@pytest.fixture
def normattiva(settings, monkeypatch):
    monkeypatch.setattr(law, "PAUSE", 0)
    settings.OUTSIDE_MAY_BE_LOOPBACK = True
    site = Site()
    settings.NORMATTIVA = f"{site.address}/api/v1"
    yield site
    site.close()


def says(site, days="quattordici", note=1) -> None:
    answer = {"data": {"atto": {"articoloHtml": HTML.format(days=days, note=note)}}}
    body = json.dumps(answer).encode()
    site.pages["/api/v1/atto/dettaglio-atto-urn"] = (200, {}, body)


def the_week_passes() -> str:
    return watch.func()


def test_it_is_off_until_it_is_set(settings):
    a_fact(source_urn=URN)
    assert settings.NORMATTIVA == ""
    assert the_week_passes() == "off"
    assert not LawArticle.objects.exists()


def test_an_article_is_asked_once_for_all_its_facts_and_kept(normattiva):
    for urn in (URN, URN, "", "urn:nir:stato:legge:2018-01-11;5"):
        a_fact(source_urn=urn)
    says(normattiva)
    assert the_week_passes() == "1 read, 0 changed"
    assert [json.loads(body) for _, _, body in normattiva.asked] == [{"urn": URN}]
    article = LawArticle.objects.get()
    assert article.words == (
        "Art. 52\n1. il consumatore dispone di un periodo di quattordici giorni per recedere "
        "<da> un contratto"
    )
    assert article.read_at


def test_when_it_changes_its_facts_are_in_doubt_and_the_desk_shows_what_changed(desk, normattiva):
    fact, other = a_fact(key="recesso", source_urn=URN), a_fact()
    guide = a_live_guide(sections=[{"title": "Quanto", "body": "{{fatto:recesso}}"}])
    says(normattiva)
    the_week_passes()
    says(normattiva, note=2)  # only the notes below
    assert the_week_passes() == "1 read, 0 changed"
    says(normattiva, days="trenta")
    assert the_week_passes() == "1 read, 1 changed"
    fact.refresh_from_db()
    other.refresh_from_db()
    assert (fact.doubt, other.doubt) == (DOUBT, "")
    assert DOUBT in desk.get("/admin/").content.decode()
    page = desk.get(f"/admin/guides/fact/{fact.pk}/change/").content.decode()
    assert "quattordici<span" in page
    assert "trenta<span" in page
    assert "Non è il testo autentico" in page
    assert "&lt;da&gt;" in page
    assert guide.title in page
    assert Edition.objects.count() == 1, "readers are told nothing new by a machine"
    form = filled_form(desk.get(f"/admin/guides/fact/{fact.pk}/change/"), "fact_form")
    desk.post(f"/admin/guides/fact/{fact.pk}/change/", form | {"checked_on": "2026-11-25"})
    fact.refresh_from_db()
    assert fact.doubt == ""


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}, b""),
        (404, {}, b'{"code": "404"}'),
        (200, {}, b"<html>manutenzione</html>"),
        (200, {}, b'{"data": {"message": "atto non trovato"}}'),
        (200, {}, b'{"data": {"atto": {"articoloHtml": "<div></div>"}}}'),
        (200, {}, b'{"data": {"atto": {"articoloHtml": null}}}'),
    ],
)
def test_an_answer_that_is_none_changes_nothing_and_is_said(desk, normattiva, answer):
    fact = a_fact(source_urn=URN)
    says(normattiva)
    the_week_passes()
    normattiva.pages["/api/v1/atto/dettaglio-atto-urn"] = answer
    assert the_week_passes() == "1 read, 0 changed"
    fact.refresh_from_db()
    assert fact.doubt == ""
    article = LawArticle.objects.get()
    assert article.words
    assert article.trouble
    page = desk.get(f"/admin/guides/fact/{fact.pk}/change/").content.decode()
    assert "non si è letto: Normattiva" in page


def test_what_is_no_urn_is_refused_next_to_its_box(desk):
    fields = {"name": "N", "key": "n", "kind": "termine", "number": "1", "unit": "ore"}
    told = desk.post("/admin/guides/fact/add/", fields | {"source_urn": "art. 52"})
    assert "Si scrive urn:nir:stato:legge" in told.content.decode()
