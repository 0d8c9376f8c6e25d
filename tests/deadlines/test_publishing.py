"""A rule at the desk: what keeps it from being published, what it said before, who uses it."""

from datetime import date

import pytest
from django.utils import timezone

from guides.deadlines.models import Rule
from guides.deadlines.regimes import Regime
from guides.facts.law import LawArticle
from guides.glossary.models import Datum
from guides.guide.freshness.letters import write_to_owners
from guides.mail.models import Letter
from guides.publishing.live_edition import CannotPublish
from tests.deadlines.making import EXAMPLES, a_live_rule, a_rule
from tests.desk.forms import filled_form
from tests.factories import a_guide, a_live_guide
from tests.glossary.making import a_datum

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def section(body: str) -> dict:
    return {"title": "Che cosa fare", "body": body}


def obstacles_of(rule: Rule) -> str:
    with pytest.raises(CannotPublish) as refused:
        rule.publish(by=None)
    assert not Rule.objects.live().filter(pk=rule.pk).exists()
    return " ".join(refused.value.obstacles)


def test_an_example_that_does_not_come_true_keeps_it_from_being_published():
    wrong = [*EXAMPLES[:2], ("2027-01-31", "2027-02-14", "è domenica")]
    said = obstacles_of(a_rule(examples=wrong))
    assert "Esempio del 31 gennaio 2027" in said
    assert "hai scritto il 14 febbraio 2027, la regola dà lunedì 15 febbraio 2027" in said


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [(0, ""), (1, "passa per il 29 febbraio"), (2, "comincia il 31 gennaio")],
)
def test_the_three_hard_examples_are_asked_for(left_out, missing):
    some = [*EXAMPLES, ("2026-11-29", "2026-12-14", "domenica")]
    del some[left_out]
    rule = a_rule(examples=some)
    if missing:
        assert missing in obstacles_of(rule)
    else:
        assert rule.publish(by=None).number == 1


def test_a_sunday_is_asked_for():
    plain = [("2026-11-30", "2026-12-14", "lunedì"), *EXAMPLES[1:2]]
    assert "finisce di domenica" in obstacles_of(a_rule(examples=plain))


def test_an_example_that_answers_what_is_not_asked_is_no_example():
    rule = a_rule()
    rule.examples.update(answers="usato=si")
    assert "risponde a «usato», che la scadenza non chiede" in obstacles_of(rule)


def test_each_length_is_tried_by_an_example():
    asked = a_datum("usato", "yes-no")
    used = {"number": 30, "when": asked, "answer": "si"}
    assert "Nessun esempio prova «30 giorni»" in obstacles_of(a_rule(versions=[used, {}]))


def test_without_a_source_a_day_or_a_length_it_is_not_published():
    said = obstacles_of(a_rule(source_title="", is_verified=False, checked_on=None))
    assert "la fonte" in said
    assert "in che giorno" in said
    assert "non siamo sicuri" in said
    empty = a_rule()
    empty.versions.all().delete()
    assert "una durata" in obstacles_of(empty)


def test_what_is_not_published_is_not_seen_and_what_it_said_before_stays(client, editor):
    rule = a_live_rule(by=editor)
    rule.versions.update(regime=Regime.PLAIN)
    rule.examples.filter(start="2026-11-29").update(end="2026-12-13")
    rule.examples.filter(start="2027-01-31").update(end="2027-02-14")
    asked = rule.get_absolute_url(), {"data-consegna": "2026-11-29"}
    assert "14 dicembre 2026" in client.get(*asked).content.decode()
    rule.publish(by=editor, note="Non si sposta più.")
    page = client.get(*asked).content.decode()
    assert "13 dicembre 2026" in page
    assert "Non si sposta più." in page
    said = [edition.said.versions[0].regime for edition in rule.editions.order_by("number")]
    assert said == [Regime.CIVIL_CODE, Regime.PLAIN]
    assert [edition.published_by for edition in rule.editions.all()] == [editor, editor]


def test_publishing_what_is_already_so_is_no_act():
    rule = a_live_rule()
    assert rule.publish(by=None, note="Niente.").number == 1


def test_the_desk_publishes_and_says_what_is_in_the_way(desk):
    rule = a_rule(examples=EXAMPLES[:2])
    where = f"/admin/guides/rule/{rule.pk}/pubblica/"
    page = desk.get(where).content.decode()
    assert "comincia il 31 gennaio" in page
    assert "Pubblica adesso" not in page
    assert desk.post(where, {"note": ""}).status_code == 422
    rule.examples.create(start=date(2027, 1, 31), end=date(2027, 2, 15), why="31 gennaio")
    assert desk.post(where, {"note": ""}).status_code == 302
    assert Rule.objects.live().get(pk=rule.pk).live.published_by.username


def test_saving_a_published_rule_changes_nothing_for_readers_and_says_so(desk):
    rule = a_live_rule()
    page = f"/admin/guides/rule/{rule.pk}/change/"
    fields = filled_form(desk.get(page), "rule_form") | {"lets": "Altre parole."}
    answer = desk.post(page, fields | {"_continue": "Salva"}, follow=True).content.decode()
    assert "I lettori non lo vedono ancora" in answer
    assert "Altre parole." not in desk.get(rule.get_absolute_url()).content.decode()
    changes = desk.get(f"/admin/guides/rule/{rule.pk}/pubblica/").content.decode()
    assert "Che cosa permette" in changes


def test_withdrawing_says_first_who_uses_it_and_wants_a_reason(desk):
    rule = a_live_rule()
    tag = f"{{{{scadenza:{rule.slug}}}}}"
    a_live_guide(title="Guida dei pacchi", sections=[section(tag)])
    a_guide(title="Bozza dei pacchi", sections=[section(tag)])
    where = f"/admin/guides/rule/{rule.pk}/ritira/"
    page = desk.get(where).content.decode()
    assert page.index("Guida dei pacchi") < page.index("Bozza dei pacchi")
    assert desk.post(where, {"because": ""}).status_code == 422
    assert desk.post(where, {"because": "È cambiata la legge."}).status_code == 302
    assert Rule.objects.get(pk=rule.pk).withdrawn_because == "È cambiata la legge."
    assert desk.post(f"/admin/guides/rule/{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_may_not_publish_is_not_let_in(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ospite", is_staff=True))
    rule = a_rule()
    for act in ("pubblica", "ritira"):
        assert client.get(f"/admin/guides/rule/{rule.pk}/{act}/").status_code == 403
    assert client.get("/admin/guides/rule/per-parole/").status_code == 403


def test_who_looks_after_a_rule_is_written_to_once_a_week(editor):
    editor.email = "elena@redazione.example"
    editor.save()
    rule = a_live_rule(owner=editor, check_by=timezone.localdate())
    assert write_to_owners.func() == 1
    assert rule.name in Letter.objects.get().text
    assert write_to_owners.func() == 0


def test_a_day_that_the_glossary_no_longer_has_breaks_no_page(client):
    rule = a_live_rule()
    guide = a_live_guide(sections=[section(f"{{{{scadenza:{rule.slug}}}}}")])
    Rule.objects.update(starts_from=a_datum("data-altra"))
    rule.live_data.all().delete()  # as a database of before would have it
    Datum.objects.filter(key="data-consegna").delete()
    assert client.get(rule.get_absolute_url()).status_code == 404
    assert client.get(guide.get_absolute_url()).status_code == 200


def test_a_rule_whose_law_changed_is_work_for_the_desk(desk):
    urn = "urn:nir:stato:decreto.legislativo:2005-09-06;206~art52"
    rule = a_live_rule(source_urn=urn)
    article = LawArticle.objects.create(urn=urn)
    article.read("Quattordici giorni.")
    article.read("Trenta giorni.")
    rule.refresh_from_db()
    assert rule.doubt
    assert rule.name in desk.get("/admin/").content.decode()
    rule.check_by = timezone.localdate()
    rule.save()
    assert "Da ricontrollare" in desk.get(f"/admin/guides/rule/{rule.pk}/change/").content.decode()
