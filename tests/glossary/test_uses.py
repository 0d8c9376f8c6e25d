"""A datum that readers are asked stays, with the answers that something tells apart."""

import importlib

import pytest
from django.apps import apps
from django.db.models import ProtectedError

from guides.deadlines.data_uses import RuleDatumUse
from guides.glossary.models import Datum
from guides.letters.data_uses import LetterDatumUse
from guides.solver.data_uses import FlowDatumUse
from tests.deadlines.making import a_live_rule, a_rule
from tests.desk.forms import filled_form
from tests.glossary.making import a_datum
from tests.letters.making import BODY, a_letter, a_live_letter
from tests.solver.making import a_live_flow

pytestmark = pytest.mark.django_db
USES = (LetterDatumUse, RuleDatumUse, FlowDatumUse)


def a_letter_that_asks_no_more():
    """«ragioni» is asked by what readers see, and by the working copy no more."""
    letter = a_live_letter()
    letter.body = letter.body.replace("{{se ragioni}}\n{{ragioni}}\n{{fine}}", "")
    letter.save()
    letter.questions.get(datum__key="ragioni").delete()
    return letter, Datum.objects.get(key="ragioni")


def a_rule_that_asks_no_more():
    rule = a_live_rule()
    datum, rule.starts_from = rule.starts_from, a_datum("data-ordine")
    rule.save()
    return rule, datum


def a_way_that_asks_no_more():
    flow = a_live_flow()
    flow.questions.get(datum__key="rotto").delete()
    return flow, Datum.objects.get(key="rotto")


@pytest.mark.parametrize(
    "make", [a_letter_that_asks_no_more, a_rule_that_asks_no_more, a_way_that_asks_no_more]
)
def test_a_datum_that_only_the_live_edition_asks_stays_until_it_is_withdrawn(make, admin_client):
    what, datum = make()
    page = admin_client.get(f"/admin/guides/datum/{datum.pk}/delete/").content.decode()
    assert "Non si può eliminare" in page
    assert str(what) in page
    with pytest.raises(ProtectedError):
        datum.delete()
    what.withdraw(by=None, because="Non serve più.")
    datum.delete()


def test_what_was_live_before_is_noted_by_the_migration():
    a_live_letter()
    a_live_rule(judged_by=a_datum("data-contratto"))
    a_live_flow().publish(by=None)
    noted = [set(model.objects.values_list("pk", "datum")) for model in USES]
    assert all(noted)
    for model in USES:
        model.objects.all().delete()
    fill = importlib.import_module("guides.migrations.0023_data_asked").note_what_is_live
    fill(apps, None)
    fill(apps, None)
    again = [set(model.objects.values_list("datum", flat=True)) for model in USES]
    assert again == [{datum for _, datum in rows} for rows in noted]


def test_what_is_deleted_lets_go_of_its_data():
    rule, flow = a_live_rule(), a_live_flow()
    rule.delete()
    flow.delete()
    Datum.objects.all().delete()  # raises while anything holds one
    assert not any(model.objects.exists() for model in USES)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def saved(desk, datum, **typed):
    page = f"/admin/guides/datum/{datum.pk}/change/"
    fields = filled_form(desk.get(page), "datum_form") | typed
    return desk.post(page, {k: v for k, v in fields.items() if v is not None}, follow=True)


def test_an_answer_that_a_letter_tells_apart_is_not_taken_away_nor_renamed(desk):
    letter = a_live_letter()
    datum = Datum.objects.get(key="esito")
    needed = f"serve ancora a: lettera «{letter}»"
    for typed in ({"choices-0-DELETE": "on"}, {"choices-0-key": "respinto"}):
        assert needed in saved(desk, datum, **typed).content.decode()
    assert needed not in saved(desk, datum, **{"choices-1-DELETE": "on"}).content.decode()
    assert [choice.key for choice in datum.choices.all()] == ["rifiutato"]


def test_nor_one_that_chooses_the_length_of_a_rule(desk):
    datum = a_datum("visita", "choice", choices=("in-casa", "in-negozio"))
    versions = [{"when": datum, "answer": "in-casa", "number": 30}, {}]
    rule = a_rule(versions=versions)
    days = {"start": "2026-11-01", "end": "2026-12-01"}
    example = rule.examples.create(answers="visita=in-casa", why="trenta giorni", **days)
    rule.publish(by=None)
    page = saved(desk, datum, **{"choices-0-DELETE": "on"}).content.decode()
    assert f"serve ancora a: scadenza «{rule}»" in page
    rule.versions.first().delete()
    example.delete()
    assert "serve ancora" in saved(desk, datum, **{"choices-0-DELETE": "on"}).content.decode()
    rule.publish(by=None)
    saved(desk, datum, **{"choices-0-DELETE": "on"})
    assert [choice.key for choice in datum.choices.all()] == ["in-negozio"]


def test_nor_i_do_not_know_while_a_text_asks_for_it(desk):
    body = BODY + "\n{{se spese è non-so}}\nDei costi dirò.\n{{fine}}"
    letter = a_letter(body=body)
    page = saved(desk, Datum.objects.get(key="spese"), accepts_unknown=None).content.decode()
    assert f"«Non lo so» (non-so) serve ancora a: lettera «{letter}»" in page


def test_the_desk_says_which_ways_go_on_with_the_old_words(desk):
    flow = a_live_flow()
    datum = Datum.objects.get(key="rotto")
    said = f"percorso «{flow}»"
    assert said not in saved(desk, datum).content.decode()
    page = saved(desk, datum, question="Si è rotto?").content.decode()
    assert "le parole di prima" in page
    assert said in page
    flow.publish(by=None)
    assert said not in saved(desk, datum, help="").content.decode()
