"""A fact changes and every letter that shows it says the new thing, in one act."""

import pytest

from guides.facts.models import Fact
from guides.guide.with_facts.changing import ChangedMeanwhile, change
from guides.guide.with_facts.planning import plan_of
from guides.letters.models import FormLetter
from tests.facts.making import a_fact
from tests.letters.making import BODY, a_letter

pytestmark = pytest.mark.django_db

WITH_FACT = {
    "body": BODY + "\nAvete {{fatto:giorni|lettere}}.",
    "no_answer": "Aspetta {{fatto:giorni}}, poi vai all’arbitro.",
}


@pytest.fixture
def fact() -> Fact:
    return a_fact(key="giorni", kind="termine", number=14, unit="giorni")


@pytest.fixture
def letter(fact) -> FormLetter:
    letter = a_letter(**WITH_FACT)
    letter.publish(by=None)
    return letter


def test_the_plan_says_what_would_change_and_the_change_publishes_it(fact, letter, admin_user):
    fact.number = 30
    plan = plan_of(fact)
    assert [touched.title for touched in plan.elsewhere] == [letter.title]
    shown = str([part.lines for part in plan.elsewhere[0].compared])
    assert "quattordici" in shown
    assert "trenta" in shown
    assert "30" in shown
    editions = change(fact, by=admin_user, note="Ora sono 30.", shown=plan.digest)
    assert [edition.number for edition in editions] == [2]
    letter.refresh_from_db()
    assert letter.live.facts == {"giorni|lettere": "trenta giorni"}
    assert letter.live.no_answer.startswith("Aspetta 30 giorni")
    assert letter.live.no_answer_as_written.startswith("Aspetta {{fatto:giorni}}")
    assert letter.live.note == "Ora sono 30."


def test_what_is_not_published_yet_stays_so(fact, letter):
    letter.subject = "Oggetto nuovo {{prezzo}}"
    letter.save()
    letter.revise()
    fact.number = 30
    change(fact, by=None, note="")
    letter.refresh_from_db()
    assert "nuovo" not in letter.live.subject
    assert letter.subject.startswith("Oggetto nuovo")


def test_what_the_editor_was_not_shown_is_not_done(fact, letter):
    fact.number = 30
    plan = plan_of(fact)
    letter.summary = "Altro."
    letter.save()
    letter.publish(by=None)
    with pytest.raises(ChangedMeanwhile):
        change(fact, by=None, note="", shown=plan.digest)
    letter.refresh_from_db()
    assert letter.live.facts == {"giorni|lettere": "quattordici giorni"}


def test_the_facts_page_says_in_which_letters_it_is(fact, letter, admin_client):
    page = admin_client.get(f"/admin/guides/fact/{fact.pk}/change/").content.decode()
    assert f"{letter}, sul sito" in page


def test_a_change_is_shown_and_agreed_at_the_desk(fact, letter, admin_client):
    address = f"/admin/guides/fact/{fact.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields} | {"number": "30"}
    typed = {k: v for k, v in typed.items() if v is not False}
    asked = admin_client.post(address, typed)
    assert "Una pagina pubblicata cambia" in asked.content.decode()
    assert letter.title in asked.content.decode()
    typed["agreed"] = asked.context["adminform"].form.plan.digest
    assert admin_client.post(address, typed).status_code == 302
    letter.refresh_from_db()
    assert letter.live.facts == {"giorni|lettere": "trenta giorni"}
