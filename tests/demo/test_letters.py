"""The demo's letters, read as an editor would: every combination of answers, word by word."""

import re
from datetime import date
from decimal import Decimal

import pytest

from guides.demo import reader
from guides.glossary.models import Kind
from guides.letters.checking import _states
from guides.letters.composing import Letter, of_edition
from guides.letters.editions import LetterEdition
from guides.letters.language.combinations import NOT_ANSWERED, combinations
from guides.letters.plain import as_text

pytestmark = pytest.mark.django_db
TYPED = {
    Kind.DATE: date(2026, 11, 8),
    Kind.MONEY: Decimal("34.50"),
    Kind.LONG: "È rotto.\n\nÈ mio.",
}
ASKED_OF_A_LETTER = {
    *("recesso", "garanzia-legale", "pacco-non-consegnato", "pacco-risoluzione"),
    *("rimborso-non-arrivato", "reclamo-telefonia", "bolletta-sbagliata", "diffida"),
    *("bolletta-pagata-due-volte", "pagamento-non-riconosciuto", "compensazione-volo"),
    *("indennizzo-treno", "disdetta-abbonamento", "accesso-ai-miei-dati", "reclamo-aliexpress"),
    *("ricorso-al-prefetto", "reclamo-assicurazione"),
}
# A space before a comma, two spaces, two full stops, a tag, a place with nothing in it.
SLIP = re.compile(r" [,.;:)]|  |\.\.|,,|\{\{|\}\}|\(\)|«»|\bNone\b|non lo so", re.IGNORECASE)


def every_way(letter: Letter):
    """Each combination of answers, and the letter that it makes."""
    for state in combinations(letter.trees, _states(letter)):
        given = {k: _typed(d, state.get(k)) for k, d in letter.data.items()}
        yield state, as_text(letter.sheet(given.get, on=date(2026, 11, 27)))


def _typed(datum, answer: str | None):
    if answer == NOT_ANSWERED:
        return None
    if datum.answers:
        return answer or datum.answers[0][0]
    return TYPED.get(Kind(datum.kind), f"[{datum.key}]")


def test_every_combination_of_every_letter_is_a_whole_letter(client, the_demo):
    slugs = set(LetterEdition.objects.live().values_list("slug", flat=True))
    assert slugs == ASKED_OF_A_LETTER
    ways = 0
    for edition in LetterEdition.objects.live().for_page():
        for state, words in every_way(of_edition(edition)):
            ways += 1
            slip = SLIP.search(words)
            assert slip is None, (edition.slug, state, words[slip.start() - 40 : slip.end() + 40])
            assert all(ord(sign) > 31 or sign == "\n" for sign in words)
        page = client.get(edition.get_absolute_url())
        assert page.status_code == 200
        assert len(page.content) < 40_000, edition.slug
    assert ways > 150


def test_the_seeds_complaint_asks_its_four_fields_and_stands_in_its_section(client, the_demo):
    page = client.get("/lettere/reclamo-aliexpress/").content.decode()
    asked = ["numero-ordine", "prodotto", "riassunto-controversia", "ragioni-rimborso"]
    places = [page.index(f'name="{key}"') for key in asked]
    assert places == sorted(places)
    guide = client.get("/guide/aliexpress/").content.decode()
    section = guide[guide.index('id="che-cosa-scrivere"') :]
    assert "/lettere/reclamo-aliexpress/" in section[: section.index("se-aliexpress-dice-di-no")]


@pytest.mark.parametrize("letter", reader.letters(), ids=lambda letter: letter.slug)
def test_a_letter_has_sources_and_says_what_comes_after(letter):
    assert letter.sources
    assert letter.sending
    assert letter.no_answer
    assert len(letter.samples) >= 2
    assert all(
        "example.org" in (said.get("email") or "example.org") for said in letter.samples.values()
    )


def test_the_two_years_of_energy_are_not_claimed_of_a_telephone(client, the_demo):
    edition = LetterEdition.objects.live().for_page().get(slug="bolletta-sbagliata")
    old = [
        (state["tipo-bolletta"], words)
        for state, words in every_way(of_edition(edition))
        if state["errore-bolletta"] == "vecchia"
    ]
    assert {kind for kind, words in old if "n. 205" in words}.isdisjoint({"telefono"})
    assert all("Eccepisco la prescrizione" in words for kind, words in old if kind == "luce-gas")


@pytest.mark.parametrize("rule", reader.rules(), ids=lambda rule: rule.slug)
def test_a_day_that_has_passed_says_what_remains(rule):
    assert rule.if_late


def test_a_bill_that_is_not_mine_leads_to_its_letter_and_to_the_days_of_a_service():
    [flow] = [flow for flow in reader.flows() if flow.slug == "la-bolletta-e-sbagliata"]
    outcome = flow.outcomes["non-voluta"]
    assert "/lettere/bolletta-sbagliata/" in outcome.helps
    assert "/scadenze/recesso-servizio/" in outcome.helps
