"""Facts in a guide's texts: refused when they say nothing, noted where they stand, then said."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from guides.facts.models import Fact
from guides.guide.composer import GuidePage
from guides.guide.models import Guide
from guides.guide.with_facts.uses import FactUse, LiveFactUse
from guides.publishing.live_edition import CannotPublish
from guides.search.finder import find
from tests.desk.forms import save
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db

BODY = "Hai {{fatto:recesso|lettere}} e poi {{fatto:recesso|entro}}."


def saved_with(desk, body: str, **changes):
    return save(desk, a_guide(), **{"sections-0-body": body} | changes)


def errors_of(response, field: str = "body") -> str:
    assert response.status_code == 200
    sections = response.context["inline_admin_formsets"][0].formset
    return " ".join(sections.forms[0].errors.get(field, []))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{fatto:reccesso}}", "Riga 1: il fatto «reccesso» non c’è. Forse volevi «recesso»?"),
        ("Uno\n\n{{fatto:recesso|gorni}}", "Riga 3: «recesso» non ha il formato «gorni»: forse "
         "volevi «giorni». Ci sono: «giorni», «lettere»"),
        ("{{fatto recesso}}", "«{{fatto recesso}}» non è un fatto: si scrive {{fatto:nome}}"),
        ("{{fatto:recesso", "non è un fatto"),
        ("{{fatto:zzzzz}}", "il fatto «zzzzz» non c’è. Aggiungilo prima fra i fatti"),
    ],
)  # fmt: skip
def test_a_tag_that_says_nothing_is_refused_next_to_the_field(desk, body, said):
    a_fact(key="recesso")
    assert said in errors_of(saved_with(desk, body))
    assert not FactUse.objects.exists()


def test_one_inside_code_is_nobodys_fault(desk):
    assert saved_with(desk, "Si scrive `{{fatto:non-c-e}}` così.").status_code == 302


@pytest.mark.parametrize("field", ["title", "cover_alt", "sections-0-title", "sections-0-problem"])
def test_where_a_tag_would_be_shown_as_it_is_it_is_refused(desk, field):
    a_fact(key="recesso")
    response = save(desk, a_guide(), **{field: "Hai {{fatto:recesso}}"})
    assert response.status_code == 200
    assert "Qui un fatto non si può usare" in response.content.decode()


@pytest.mark.parametrize("field", ["summary", "introduction"])
def test_the_summary_and_the_introduction_use_facts(desk, field):
    guide = a_guide()
    fact = a_fact(key="recesso")
    assert (
        "Forse volevi «recesso»?"
        in save(desk, guide, **{field: "{{fatto:recess}}"}).content.decode()
    )
    assert save(desk, guide, **{field: "Hai {{fatto:recesso}}."}).status_code == 302
    use = FactUse.objects.get()
    assert (use.fact, use.guide, use.section) == (fact, guide, None)


def test_uses_follow_what_is_saved(desk):
    guide = a_guide(sections=[{"title": "Uno", "body": "a"}, {"title": "Due", "body": "b"}])
    one, two = a_fact(key="uno"), a_fact(key="due")
    save(desk, guide, **{"sections-0-body": "{{fatto:uno}} {{fatto:uno}} {{fatto:due}}"})
    assert set(FactUse.objects.values_list("fact", "section__title")) == {
        (one.pk, "Uno"),
        (two.pk, "Uno"),
    }
    save(desk, guide, **{"sections-0-body": "{{fatto:due}}", "sections-1-body": "{{fatto:due}}"})
    assert set(FactUse.objects.values_list("fact", "section__title")) == {
        (two.pk, "Uno"),
        (two.pk, "Due"),
    }
    save(desk, guide, **{"sections-0-body": "niente", "sections-1-DELETE": "on"})
    assert not FactUse.objects.exists()


def test_readers_see_what_it_says_everywhere(client, desk):
    """Page, twin, feeds, JSON-LD, cards, search: nowhere a tag, save in code."""
    a_fact(key="recesso", number=19)
    a_live_guide(
        title="Restituire",
        slug="restituire",
        summary="Hai {{fatto:recesso}} per cambiare idea.",
        introduction="In {{fatto:recesso|lettere}}.",
        sections=[{"title": "Quanto", "problem": "Quanto ho?", "body": BODY}],
    )
    edition = Guide.objects.get(slug="restituire").live
    for address in ("/", "/guide/", "/guide/restituire/", "/guide/restituire.md",
                    "/feed/guide-nuove.xml", "/feed/guide-aggiornate.xml", "/llms.txt",
                    "/cerca/?q=restituire", "/argomenti/", "/cerca.json?q=restituire"):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        assert "{{fatto" not in response.content.decode(), address
    page = client.get("/guide/restituire/").content.decode()
    assert "diciannove giorni" in page
    assert "19" in edition.summary
    assert edition.summary_written == "Hai {{fatto:recesso}} per cambiare idea."
    assert find("diciannove giorni").hits


def test_in_code_the_page_shows_the_tag(client):
    a_fact(key="recesso")
    guide = a_live_guide(sections=[{"title": "Uno", "body": "Si scrive `{{fatto:recesso}}`."}])
    assert ">{{fatto:recesso}}</code>" in client.get(guide.get_absolute_url()).content.decode()


def test_a_live_page_with_facts_costs_no_query_more(client, django_assert_num_queries):
    a_fact(key="recesso")
    plain = a_live_guide(sections=[{"title": "Uno", "body": "Hai 14 giorni."}])
    told = a_live_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:recesso}}."}])
    GuidePage.at(plain.slug)
    with django_assert_num_queries(2):
        GuidePage.at(plain.slug)
    with django_assert_num_queries(2):
        GuidePage.at(told.slug)


def test_the_preview_says_what_facts_say_now(desk):
    fact = a_fact(key="recesso")
    guide = a_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:recesso}}."}])
    address = f"/anteprima/guide/{guide.pk}/"
    assert "Hai 14\u00a0giorni." in desk.get(address).content.decode()
    fact.number = 30
    fact.save()
    assert "Hai 30\u00a0giorni." in desk.get(address).content.decode()


def test_the_live_preview_of_the_box_says_them(desk):
    a_fact(key="recesso")
    shown = desk.post("/markdownx/markdownify/", {"content": "Hai {{fatto:recesso}} {{fatto:x}}"})
    assert "14\u00a0giorni" in shown.content.decode()
    assert "«fatto sconosciuto: x»" in shown.content.decode()


def test_a_guide_whose_fact_is_not_there_is_not_published():
    """Written by another door than the form's."""
    guide = a_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:mai-visto}}."}])
    with pytest.raises(CannotPublish) as refused:
        guide.publish(by=None)
    assert "Nella sezione «Uno»: Riga 1: il fatto «mai-visto» non c’è." in str(refused.value)


def test_what_stands_on_the_site_is_noted_until_it_goes():
    fact = a_fact(key="recesso")
    guide = a_live_guide(
        introduction="{{fatto:recesso}}", sections=[{"title": "Uno", "body": "{{fatto:recesso}}"}]
    )
    assert LiveFactUse.objects.filter(fact=fact).count() == 2
    guide.sections.update(body="Basta.")
    guide.publish(by=None)
    assert [use.section for use in LiveFactUse.objects.all()] == [None]
    guide.withdraw(by=None, because="Vecchia.")
    assert not LiveFactUse.objects.exists()


def test_a_fact_in_use_is_not_deleted_and_the_desk_says_where(desk):
    fact = a_fact(key="recesso")
    guide = a_live_guide(sections=[{"title": "Uno", "body": "{{fatto:recesso}}"}])
    where = f"/admin/guides/fact/{fact.pk}/delete/"
    told = desk.get(where).content.decode()
    assert "Non si può eliminare" in told
    assert f"{guide}: Uno" in told
    desk.post(where, {"post": "yes"})
    fact.refresh_from_db()
    guide.sections.update(body="Basta.")
    guide.sections.get().save()
    guide.publish(by=None)
    desk.post(where, {"post": "yes"})
    assert not type(fact).objects.exists()


def test_a_renamed_fact_answers_to_its_old_name(desk):
    fact = a_fact(key="recesso")
    guide = a_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:recesso}}."}])
    fact.key = "recesso-giorni"
    fact.full_clean()
    fact.save()
    guide.publish(by=None)
    assert guide.live.sections.get().body_text == "Hai 14 giorni."
    assert saved_with(desk, "{{fatto:recesso}} {{fatto:recesso-giorni}}").status_code == 302
    fields = {"name": "Altro", "key": "recesso", "kind": "termine", "number": "3", "unit": "ore"}
    again = desk.post("/admin/guides/fact/add/", fields)
    assert "È il vecchio nome di" in again.content.decode()
    fact.key = "recesso"  # and back
    fact.save()
    assert not fact.former_keys.filter(key="recesso").exists()


def test_a_readers_comment_stays_text(client):
    from tests.voices import a_comment

    a_fact(key="recesso")
    comment = a_comment(text="Scrivete {{fatto:recesso}} nella guida.")
    comment.approve(by=None, rule="prova")
    place = comment.discussion.guide.get_absolute_url()
    page = client.get(place).content.decode()
    assert "{{fatto:recesso}}" in page


def test_other_boxes_of_the_desk_refuse_a_tag(desk):
    a_fact(key="recesso")
    fields = {"title": "Chi", "slug": "chi-siamo-noi", "summary": "x", "body": "{{fatto:recesso}}"}
    told = desk.post("/admin/guides/page/add/", fields).content.decode()
    assert "Qui un fatto non si può usare" in told


def test_a_value_that_cannot_be_read_is_not_said_to_be_missing(desk):
    fields = {"name": "Altro", "key": "altro", "kind": "importo"}
    for amount, said in (
        ("12,345", "più di 2 cifre decimali"),
        ("", "Scrivi il valore."),
        ("-1", "Un importo non può essere sotto zero."),
        ("−0,01", "Un importo non può essere sotto zero."),
    ):
        page = desk.post("/admin/guides/fact/add/", fields | {"amount": amount})
        (told,) = page.context["adminform"].form.errors["amount"]
        assert said in told


def test_nothing_may_cost_nothing(desk):
    fields = {"name": "Altro", "key": "altro", "kind": "importo", "amount": "0"}
    assert desk.post("/admin/guides/fact/add/", fields).status_code == 302


def test_the_database_too_refuses_an_amount_below_zero():
    with pytest.raises(IntegrityError):
        Fact.objects.create(key="x", name="X", kind="importo", amount=Decimal(-1))
