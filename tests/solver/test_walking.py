"""A reader answers, goes back, changes an answer, shares the address."""

import re

import pytest

from guides.authorities.models import Authority
from guides.solver.counting import FlowDay
from tests.factories import a_live_guide
from tests.glossary.making import a_datum
from tests.solver.making import a_flow, a_live_flow

pytestmark = pytest.mark.django_db
ROOT = "/risolvi/pacco/"


@pytest.fixture
def flow(db):
    return a_live_flow(slug="pacco", title="Il pacco non arriva")


def tap(client, page: str, question: str, answer: str, **asked):
    """Press one of the answers, as a browser sends the page's form."""
    html = client.get(page, **asked).content.decode()
    assert f'name="{question}" value="{answer}"' in html
    action = re.search(r'<form class="answers"[^>]*action="([^"]*)"', html)[1]
    beside = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html)
    headers = {"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"}
    return client.get(action, dict(beside) | {question: answer}, headers=headers)


def test_an_answer_leads_to_the_next_question_and_at_last_to_what_helps(client, flow):
    second = tap(client, ROOT, "arrivato", "no")
    assert (second.status_code, second["Location"]) == (303, f"{ROOT}arrivato/no/")
    last = tap(client, second["Location"], "termine", "si")
    page = client.get(last["Location"]).content.decode()
    assert "Dai un ultimo termine" in page
    assert "Che cosa fare" in page
    assert "/guide/guida-" in page
    assert "non una consulenza legale" in page


def test_every_step_says_what_was_answered_and_lets_one_change_it(client, flow):
    page = client.get(f"{ROOT}arrivato/no/termine/si/").content.decode()
    change = re.search(r'Arrivato\?</span> <strong>No</strong> <a href="([^"]+)"', page)[1]
    assert change == f"{ROOT}?termine=si"
    assert "Arrivato?" in client.get(change).content.decode()
    assert tap(client, change, "arrivato", "non-so")["Location"] == (
        f"{ROOT}arrivato/non-so/termine/si/"
    )
    # an answer that is not asked on the new way waits, and is never lost on the way
    other = tap(client, change, "arrivato", "si")
    assert other["Location"] == f"{ROOT}arrivato/si/?termine=si"


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("?arrivato=no", "arrivato/no/"),
        ("?termine=si&arrivato=no", "arrivato/no/termine/si/"),
        ("arrivato/no/?termine=si", "arrivato/no/termine/si/"),
        ("arrivato/no/?utm_source=x&fbclid=y", "arrivato/no/"),
        ("arrivato/no/termine/forse/", "arrivato/no/"),
        ("arrivato/no/rotto/si/", "arrivato/no/"),
        ("arrivato/no", "arrivato/no/"),
        ("arrivato/no?termine=si", "arrivato/no/termine/si/"),
        ("arrivato/no/?arrivato=si", "arrivato/no/"),
        ("?arrivato=no&arrivato=forse", ""),
    ],
)
def test_any_other_address_leads_to_the_one_that_is_kept(client, flow, asked, leads):
    response = client.get(ROOT + asked)
    assert (response.status_code, response["Location"]) == (303, ROOT + leads)
    assert client.get(ROOT + leads).status_code == 200


NO_WAYS = ["boh/", "boh/si/", "arrivato/", "arrivato", "arrivato/no//", "arrivato/%00/"]
NO_WAYS += ["arrivato/no/arrivato/si/", "a/b/" * 20, "../pacco/", "arrivato/n%C3%B2/"]


@pytest.mark.parametrize("asked", NO_WAYS)
def test_what_is_no_way_is_not_found(client, flow, asked):
    assert client.get(ROOT + asked).status_code == 404


def test_what_another_page_asked_goes_along_and_what_is_personal_does_not(client, flow):
    a_datum(key="data-ordine", kind="date", is_personal=False)
    a_datum(key="nome", kind="short", is_personal=True)
    told = client.get(f"{ROOT}?data-ordine=3/11/2026&nome=Ada&arrivato=no")
    assert told["Location"] == f"{ROOT}arrivato/no/?data-ordine=2026-11-03"
    page = client.get(told["Location"])
    assert page.status_code == 200
    assert "Ada" not in page.content.decode()
    last = tap(client, told["Location"], "termine", "si")
    assert last["Location"].endswith("/termine/si/?data-ordine=2026-11-03")


@pytest.mark.parametrize("junk", ["\u202e‮si", "x" * 100_000, "a\x00b", "<b>", "{{nome}}", "#set"])
def test_hostile_answers_lead_nowhere_and_are_not_repeated(client, flow, junk):
    a_datum(key="data-ordine", kind="date", is_personal=False)
    asked = {"arrivato": junk, "data-ordine": junk, junk: "si"}
    response = client.get(ROOT, asked, follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == ROOT
    assert junk not in response.content.decode()


def test_a_step_keeps_nothing_and_is_only_read(client, flow):
    response = client.get(f"{ROOT}arrivato/no/")
    assert response.is_public_page
    assert not response.cookies
    assert client.post(ROOT, {"arrivato": "no"}).status_code == 405


def test_what_nobody_published_is_not_there(client):
    a_flow(slug="bozza", title="Segreto")
    assert client.get("/risolvi/bozza/").status_code == 404
    assert client.get("/risolvi/bozza.md").status_code == 404
    assert "Segreto" not in client.get("/risolvi/").content.decode()


def test_a_withdrawn_way_says_why_and_a_moved_one_leads_on(client, flow, editor):
    flow.slug = "consegna"
    flow.save()
    flow.publish(by=editor)
    moved = client.get(f"{ROOT}arrivato/no/?termine=si")
    assert (moved.status_code, moved["Location"]) == (
        301,
        "/risolvi/consegna/arrivato/no/?termine=si",
    )
    flow.withdraw(by=editor, because="Le regole sono cambiate.")
    for address in (ROOT, "/risolvi/consegna/", "/risolvi/consegna/arrivato/no/"):
        gone = client.get(address)
        assert gone.status_code == 410
        assert "Le regole sono cambiate." in gone.content.decode()


def test_an_outcome_shows_what_remains(client, editor):
    guide = a_live_guide(title="Guida che resta")
    flow = a_flow(slug="pacco", guide=guide)
    fields = {"problem": "x", "purpose": "x", "cost": "x", "when": "x", "how": "x"}
    fields |= {"website": "https://a.example/", "source_title": "x", "source": "https://a.example/"}
    abf = Authority.objects.create(name="ABF", slug="abf", verified_on="2026-11-22", **fields)
    for outcome in flow.outcomes.all():
        outcome.helps.create(kind="authority", identity=str(abf.pk), position=2)
    flow.publish(by=editor)
    guide.withdraw(by=editor, because="Superata.")
    page = client.get(f"{ROOT}arrivato/no/termine/si/").content.decode()
    assert "ABF" in page
    assert guide.get_absolute_url() not in page


def test_a_step_asks_the_database_little(client, flow, django_assert_max_num_queries):
    for address, most in ((ROOT, 4), (f"{ROOT}arrivato/no/", 4)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
    with django_assert_max_num_queries(5):
        client.get(f"{ROOT}arrivato/no/termine/si/")
    a_datum(key="data-ordine", kind="date", is_personal=False)
    with django_assert_max_num_queries(8):
        client.get(f"{ROOT}arrivato/no/termine/si/?data-ordine=2026-11-03")


def test_a_page_is_small(client, flow):
    assert len(client.get(f"{ROOT}arrivato/no/").content) < 20_000


def test_answers_are_counted_and_nobody_is_followed(client, flow):
    for _ in range(2):
        tap(client, ROOT, "arrivato", "no")
    tap(client, f"{ROOT}arrivato/no/", "termine", "si")
    counted = {(d.question, d.answer): d.times for d in FlowDay.objects.all()}
    assert counted == {("arrivato", "no"): 2, ("termine", "si"): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0"},  # from a link elsewhere, or typed
        {"sec-fetch-site": "cross-site", "user-agent": "Mozilla/5.0"},
        {"sec-fetch-site": "same-origin", "user-agent": "Googlebot/2.1"},
        {"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0", "sec-purpose": "prefetch"},
        {"sec-fetch-site": "same-origin"},
    ],
)
def test_robots_and_what_no_page_of_ours_asked_are_not_counted(client, flow, headers):
    assert client.get(f"{ROOT}?arrivato=no", headers=headers).status_code == 303
    assert not FlowDay.objects.exists()


def test_the_twin_says_every_question_and_every_outcome(client, flow):
    twin = client.get("/risolvi/pacco.md")
    text = twin.content.decode()
    assert twin["Content-Type"].startswith("text/markdown")
    for words in ("### Termine?", "- Sì → Dai un ultimo termine", "- No → Termine?", "### Aspetta"):
        assert words in text
    assert '/risolvi/pacco/>; rel="canonical"' in twin["Link"]
