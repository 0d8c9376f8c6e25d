"""A fact changes at the desk: every page that shows it is published again in one act, or none."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.facts.models import Fact
from guides.guide.editions import Edition
from guides.guide.models import Guide
from guides.guide.with_facts.changing import CannotChange, ChangedMeanwhile, change
from guides.guide.with_facts.planning import plan_of
from guides.publishing.live_edition import PublicationState
from guides.site.models import SiteSettings
from tests.desk.forms import filled_form, save
from tests.factories import a_company, a_live_guide
from tests.facts.at_the_desk import asked, opened, page_of
from tests.facts.making import a_fact
from tests.feedback.voting import many_votes

pytestmark = pytest.mark.django_db


def agreed(desk, fact, response, **changes):
    """The form that came back, sent with its button."""
    return desk.post(page_of(fact), filled_form(response, "fact_form") | changes)


def a_page(n: int = 1, **fields) -> Guide:
    body = "Hai {{fatto:recesso|lettere}}.\n\nPoi aspetta."
    sections = [{"title": "Quanto", "problem": "Quanto?", "body": body}, {"title": "Altro"}]
    return a_live_guide(**{"title": f"Guida di {n}", "sections": sections} | fields)


@pytest.fixture
def fact():
    return a_fact(key="recesso", name="Giorni per il recesso")


@pytest.mark.parametrize("many", [0, 1, 2, 5])
def test_all_the_pages_are_published_again_in_one_act_with_one_note(desk, anna, fact, many):
    guides = [a_page(n) for n in range(many)]
    aside = a_live_guide()
    response = asked(desk, fact, number="30")
    if many:
        told = response.content.decode()
        assert response.status_code == 200
        assert Fact.objects.get().number == 14, "nothing before the editor agrees"
        assert all(guide.title in told for guide in guides)
        assert told.count('<ins><span class="visually-hidden">[aggiunto: </span>trenta') == many
        assert "da «14 giorni» a «30 giorni»" in told
        response = agreed(desk, fact, response, note="Il termine è cambiato.")
    assert response.status_code == 302
    assert Fact.objects.get().number == 30
    for guide in guides:
        guide.refresh_from_db()
        assert guide.live.number == 2
        assert (guide.live.note, guide.live.published_by) == ("Il termine è cambiato.", anna)
        assert guide.live.sections.first().body_text == "Hai trenta giorni.\nPoi aspetta."
        assert guide.live.sections.first().body_written.startswith("Hai {{fatto:recesso|lettere}}")
        assert guide.state == PublicationState.LIVE
    assert aside.editions.count() == 1


def test_the_readers_page_and_the_search_change_at_once(client, desk, fact):
    guide = a_page()
    address = guide.get_absolute_url()
    assert "quattordici" in client.get(address).content.decode()
    agreed(desk, fact, asked(desk, fact, number="30"))
    page = client.get(address).content.decode()
    assert "trenta" in page
    assert "quattordici" not in page
    assert (
        "da «14 giorni» a «30 giorni»" in client.get("/feed/guide-aggiornate.xml").content.decode()
    )


def test_what_an_editor_has_not_published_stays_unpublished(client, desk, fact):
    guide = a_page(slug="restituire")
    save(
        desk,
        guide,
        **{
            "title": "TITOLO SEGRETO",
            "summary": "SOMMARIO SEGRETO",
            "sections-0-body": "SEGRETO {{fatto:recesso}}.",
            "sections-1-DELETE": "on",
        },
    )
    agreed(desk, fact, asked(desk, fact, number="30"))
    guide.refresh_from_db()
    page = client.get("/guide/restituire/").content.decode()
    assert "trenta giorni" in page
    assert "SEGRETO" not in page
    assert guide.live.sections.count() == 2
    assert guide.title == "TITOLO SEGRETO"
    assert guide.sections.get().body == "SEGRETO {{fatto:recesso}}."
    assert guide.state == PublicationState.CHANGED


def test_what_was_open_at_the_desk_is_saved_without_a_quarrel(desk, fact):
    """The working copy did not change under its editor's hands."""
    guide = a_page()
    open_page = filled_form(desk.get(f"/admin/guides/guide/{guide.pk}/change/"))
    agreed(desk, fact, asked(desk, fact, number="30"))
    assert save(desk, guide, opened=open_page, title="Nuovo", _publish="1").status_code == 302
    guide.refresh_from_db()
    assert guide.live.number == 3
    assert guide.live.sections.first().body_text.startswith("Hai trenta giorni.")


def test_one_that_cannot_be_published_holds_all_and_is_named(desk, fact):
    pages = [a_page(n) for n in range(4)]
    by_unit = [{"title": "Giorni", "body": "Entro {{fatto:recesso|giorni}}."}]
    pages.append(a_page(9, title="Quella che non può", sections=by_unit))
    response = asked(desk, fact, number="1", unit="mesi")
    told = response.content.decode()
    assert response.status_code == 200
    assert "Quella che non può" in told
    assert "«recesso» non ha il formato «giorni»" in told
    assert "Cambia il fatto e pubblica" not in told
    assert response.context["adminform"].form["unit"].value() == "mesi", "what was chosen stays"
    assert Fact.objects.get().unit == "giorni"
    assert Edition.objects.count() == 5
    fact.unit, fact.number = "mesi", 1
    with pytest.raises(CannotChange):
        change(fact, by=None, note="")
    assert Edition.objects.count() == 5


def test_a_text_that_would_pass_its_bounds_is_said_too(desk):
    fact = a_fact(key="frase", kind="testo", words="breve")
    a_live_guide(sections=[{"title": "Lunga", "body": "{{fatto:frase}} " + "a " * 24_970}])
    told = asked(desk, fact, words="molto " * 30).content.decode()
    assert "Il testo è troppo lungo" in told
    assert Fact.objects.get().words == "breve"


def test_a_use_not_published_yet_is_no_page_but_must_be_answered(desk, fact):
    guide = a_page()
    guide.sections.update(body="x")
    section = guide.sections.last()
    section.body = "{{fatto:recesso|giorni}}"
    section.save()
    told = asked(desk, fact, unit="mesi").content.decode()
    assert "nella copia di lavoro" in told


def test_what_readers_do_not_see_changes_without_asking(desk, fact):
    a_page()
    response = asked(desk, fact, source_title="Codice del consumo", check_by="2027-01-31")
    assert response.status_code == 302
    assert Edition.objects.count() == 1
    assert Fact.objects.get().source_title == "Codice del consumo"


def test_a_change_that_no_format_shows_asks_nothing(desk):
    link = a_fact(key="l", kind="link", link="https://example.org/", link_words="il modulo")
    a_live_guide(sections=[{"title": "Uno", "body": "[qui sotto]({{fatto:l|indirizzo}})"}])
    assert asked(desk, link, link_words="la domanda").status_code == 302
    assert Edition.objects.count() == 1


def test_of_two_editors_the_later_is_told_and_keeps_their_words(desk, bea, fact):
    a_page()
    late = opened(desk, fact, number="60", source_title="La mia fonte")
    other = Client()
    other.force_login(bea)
    agreed(other, fact, asked(other, fact, number="30"))
    held = desk.post(page_of(fact), late)
    told = held.content.decode()
    assert "qualcun altro, o tu in un’altra finestra, ha cambiato questo fatto" in told
    assert "30 giorni" in told
    assert held.context["adminform"].form["number"].value() == "60"
    assert Fact.objects.get().number == 30
    again = agreed(desk, fact, held)  # now it asks for the pages
    assert "pagine pubblicate" in again.content.decode()
    assert agreed(desk, fact, again).status_code == 302
    assert (Fact.objects.get().number, Fact.objects.get().source_title) == (60, "La mia fonte")


def test_a_page_that_begins_to_use_it_meanwhile_is_shown_before(desk, fact):
    a_page()
    response = asked(desk, fact, number="30")
    a_page(2, title="Venuta dopo")
    again = agreed(desk, fact, response)
    assert again.status_code == 200
    assert "Venuta dopo" in again.content.decode()
    assert Fact.objects.get().number == 14


def test_whoever_agreed_to_other_pages_is_refused(fact):
    a_page()
    fact.number = 30
    shown = plan_of(fact).digest
    a_page(2)
    with pytest.raises(ChangedMeanwhile):
        change(fact, by=None, note="", shown=shown)
    assert Edition.objects.count() == 2


def test_the_same_press_twice_publishes_once(desk, fact):
    guide = a_page()
    form = filled_form(asked(desk, fact, number="30"), "fact_form")
    desk.post(page_of(fact), form)
    desk.post(page_of(fact), form)
    assert guide.editions.count() == 2


def test_who_may_not_publish_does_not_change_what_readers_see(django_user_model, fact):
    a_page()
    user = django_user_model.objects.create_user("carla", is_staff=True)
    group = Group.objects.get(name="Redazione")
    user.groups.add(group)
    group.permissions.remove(group.permissions.get(codename="publish_guide"))
    carla = Client()
    carla.force_login(user)
    told = asked(carla, fact, number="30").content.decode()
    assert "serve il permesso di pubblicare da soli" in told
    assert Fact.objects.get().number == 14
    assert asked(carla, fact, source_title="Letta").status_code == 302


def test_where_two_must_agree_one_alone_does_not_change_a_page(django_user_model, fact):
    a_page()
    SiteSettings.objects.update_or_create(pk=1, defaults={"may_publish_alone": False})
    user = django_user_model.objects.create_user("dora", is_staff=True)
    user.groups.add(Group.objects.get(name="Redazione"))
    dora = Client()
    dora.force_login(user)
    assert "permesso di pubblicare da soli" in asked(dora, fact, number="30").content.decode()
    assert Edition.objects.count() == 1


def test_withdrawn_and_never_published_guides_are_left_alone(desk, fact):
    gone = a_page()
    gone.withdraw(by=None, because="Vecchia.")
    assert asked(desk, fact, number="30").status_code == 302
    assert Edition.objects.count() == 1
    gone.publish(by=None)
    assert "trenta" in gone.live.sections.first().body_text


def test_votes_stay_with_the_words_that_the_editor_wrote(client, desk, fact):
    guide = a_page()
    many_votes(guide, useful=18, of=20)
    address, said = guide.get_absolute_url(), "9 su 10 dicono sì"
    assert said in client.get(address).content.decode()
    agreed(desk, fact, asked(desk, fact, number="30"))
    assert said in client.get(address).content.decode()


def test_everything_else_of_the_page_stays(fact):
    company = a_company()
    guide = a_page(company=company, introduction="Ciao {{fatto:recesso}}.")
    guide.sources.create(
        title="Fonte", address="https://example.org/", publisher="X", consulted_on="2026-11-22"
    )
    guide.publish(by=None)
    guide.refresh_from_db()
    before = guide.live
    fact.number = 30
    [after] = change(fact, by=None, note="Cambiato.")
    kept = ("title", "slug", "sources", "company", "first_published_at", "verified_on", "cover")
    assert [getattr(before, n) for n in kept] == [getattr(after, n) for n in kept]
    assert list(after.companies.all()) == [company]
    assert [s.uid for s in before.sections.all()] == [s.uid for s in after.sections.all()]
    assert after.introduction_text == "Ciao 30 giorni."
