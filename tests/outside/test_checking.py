"""Links to other sites: asked politely, called broken late, listed with the places to mend."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from guides.facts.sources import CHANGED, GONE
from guides.outside import checking
from guides.outside.checking import check, look_around
from guides.outside.models import OutsideAddress
from tests.desk.every_form import somebody
from tests.factories import a_company, a_live_guide
from tests.facts.making import a_fact
from tests.outside.a_site import Site

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 11, 20, 12))
DAY = timedelta(days=1)
PAGE = {"Content-Type": "text/html"}


@pytest.fixture
def site(settings, monkeypatch):
    settings.OUTSIDE_MAY_BE_LOOPBACK = settings.CHECK_LINKS = True
    monkeypatch.setattr(checking, "PAUSE", 0)
    site = Site()
    yield site
    site.close()


def linked(site, path="/pagina"):
    """A company whose site that page is: the plainest of the places that lead outside."""
    a_company(website=f"{site.address}{path}")
    return f"{site.address}{path}"


def state(now=NOON) -> str:
    look_around(now)
    return OutsideAddress.objects.get().state


def asked_for(site, path="/pagina") -> int:
    return sum(1 for _, asked, _ in site.asked if asked == path)


def test_it_is_off_until_it_is_set():
    a_company(website="https://example.org/")
    assert check.func() == "off"
    assert not OutsideAddress.objects.exists()


def test_a_link_is_broken_only_after_two_failures_on_two_days(site):
    linked(site)
    assert state(NOON) == "dubbio"
    assert state(NOON + timedelta(hours=5)) == "dubbio", "not asked again on the same day"
    assert asked_for(site) == 1
    assert state(NOON + DAY) == "rotto"
    site.pages["/pagina"] = (200, PAGE, b"torno")
    assert state(NOON + 2 * DAY) == "bene"
    row = OutsideAddress.objects.get()
    assert (row.failing_since, row.reason) == (None, "")


def test_two_failures_on_one_day_are_one(site):
    linked(site)
    state(NOON)
    OutsideAddress.objects.update(due_at=NOON)
    assert state(NOON + timedelta(hours=5)) == "dubbio"
    assert asked_for(site) == 2


def test_no_address_is_asked_again_within_four_hours(site):
    linked(site)
    state(NOON)
    OutsideAddress.objects.update(due_at=NOON)
    state(NOON + timedelta(hours=3, minutes=59))
    assert asked_for(site) == 1
    state(NOON + timedelta(hours=4))
    assert asked_for(site) == 2


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        ((200, PAGE, b"ok"), "bene", ""),
        ((403, {"cf-mitigated": "challenge"}, b""), "robot", "blocca i robot"),
        ((403, {"Server": "AkamaiGHost"}, b""), "robot", "blocca i robot"),
        ((503, {"Server": "cloudflare"}, b""), "robot", "blocca i robot"),
        ((429, {}, b""), "robot", "blocca i robot"),
        ((401, {"WWW-Authenticate": "Basic"}, b""), "riservato", "risponde 401"),
        ((403, {}, b""), "riservato", "risponde 403"),
        ((404, {}, b""), "dubbio", "non c’è più"),
        ((410, {}, b""), "dubbio", "non c’è più"),
        ((500, {}, b""), "dubbio", "risponde 500"),
        ((302, {"Location": "/pagina"}, b""), "dubbio", "senza fine"),
    ],
)
def test_what_an_answer_says(site, answer, expected, said):
    linked(site)
    site.pages["/pagina"] = answer
    assert state() == expected
    assert said in OutsideAddress.objects.get().reason


def test_two_redirects_offer_the_new_address_one_does_not(site, desk):
    linked(site)
    site.pages |= {
        "/pagina": (301, {"Location": "/b"}, b""),
        "/b": (301, {"Location": "/c"}, b""),
        "/c": (200, PAGE, b"qui"),
    }
    assert state() == "spostato"
    row = OutsideAddress.objects.get()
    assert row.leads_to == f"{site.address}/c"
    page = desk.get(f"/admin/guides/outsideaddress/{row.pk}/change/").content.decode()
    assert f"{site.address}/c" in page
    site.pages["/pagina"] = (301, {"Location": "/c"}, b"")
    assert state(NOON + 4 * DAY) == "bene"


def test_what_robots_may_not_read_is_not_asked(site):
    linked(site)
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /pagina")
    assert state() == "robot"
    assert asked_for(site) == 0


def test_a_private_address_in_a_page_is_never_opened(site, settings):
    settings.OUTSIDE_MAY_BE_LOOPBACK = False
    linked(site)
    assert state() == "dubbio"
    assert site.asked == []


def test_each_place_is_listed_and_what_leads_nowhere_any_more_goes(site, desk):
    address = linked(site)
    body = f"Vedi [il modulo]({address.replace('http:', 'https:')}) e [altro](/guide/)."
    guide = a_live_guide(sections=[{"title": "Uno", "body": body}])
    guide.sources.create(title="F", address=address, publisher="X", consulted_on="2026-11-20")
    guide.publish(by=None)
    fact = a_fact(source_address=f"{address}#art2")
    look_around(NOON)
    row = OutsideAddress.objects.get(address=address)
    page = desk.get(f"/admin/guides/outsideaddress/{row.pk}/change/").content.decode()
    for where in ("sito", f"Guida «{guide}», fonti", f"Fatto «{fact}»"):
        assert where in page
    assert OutsideAddress.objects.count() == 2
    guide.withdraw(by=None, because="Vecchia.")
    look_around(NOON + DAY)
    assert OutsideAddress.objects.count() == 1


def test_drafts_are_not_asked_about(site):
    guide = a_live_guide(sections=[{"title": "Uno", "body": "x"}])
    section = guide.sections.get()
    section.body = "[bozza](https://segreto.example/)"
    section.save()
    look_around(NOON)
    assert not OutsideAddress.objects.exists()


@pytest.mark.parametrize(
    ("quoted", "now", "doubt"),
    [
        ("", b"<p>Costa 40 euro.</p>", CHANGED),
        ("Costa 30  euro", b"<nav>altro</nav><p>Oggi: costa 30 euro.</p>", ""),
        ("Costa 30 euro", b"<p>Costa 40 euro.</p>", GONE),
        ("", b"<script>nonce=2</script><p>Costa 30 euro.</p>", ""),
    ],
)
def test_a_source_whose_page_changed_makes_a_doubt(site, quoted, now, doubt):
    fact = a_fact(source_address=f"{site.address}/fonte", source_words=quoted)
    site.pages["/fonte"] = (200, PAGE, b"<script>nonce=1</script><p>Costa 30 euro.</p>")
    look_around(NOON)
    fact.refresh_from_db()
    assert fact.doubt == ""
    site.pages["/fonte"] = (200, PAGE, now)
    look_around(NOON + 4 * DAY)
    fact.refresh_from_db()
    assert fact.doubt == doubt


def test_the_first_page_counts_what_is_broken(site, desk):
    linked(site)
    state(NOON)
    assert "collegamento rotto" not in desk.get("/admin/").content.decode()
    state(NOON + DAY)
    assert "collegamento rotto" in desk.get("/admin/").content.decode()
    _, moderator = somebody("Moderazione")
    assert "collegamento rotto" not in moderator.get("/admin/").content.decode()


def test_of_many_addresses_a_round_asks_some_and_the_next_the_others(site, monkeypatch):
    monkeypatch.setattr(checking, "A_ROUND", 3)
    for n in range(5):
        linked(site, f"/{n}")
    assert look_around(NOON) == "3 checked"
    assert look_around(NOON) == "2 checked"
    assert look_around(NOON) == "0 checked"
