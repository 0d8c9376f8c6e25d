"""What «Pubblica…» says before it is done: asked with the form as it is, and nothing is saved."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.guide.checks.checking import looked_at
from guides.guide.models import Guide, Section
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide, a_live_guide
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db
PICTURE = "![](/media/immagini/a-1x1.webp)"


def told(client, guide, **fields) -> str:
    answer = save(client, guide, _ask="1", **fields)
    assert answer.status_code == 200
    return answer.content.decode()


def everything() -> list:
    return [
        list(Guide.objects.order_by("pk").values()),
        list(Section.objects.order_by("pk").values()),
        LogEntry.objects.count(),
    ]


def test_it_says_what_would_change_for_readers_and_saves_nothing(staff):
    guide = a_live_guide(sections=[{"title": "Uno", "body": "Aspetta sei giorni."}])
    before = everything()
    said = told(staff, guide, **{"sections-0-body": "Aspetta otto giorni.", "title": "Altro"})
    assert "In cima: titolo" in said
    assert "Sezione «Uno»: testo" in said
    assert "</span>otto<span" in said
    assert everything() == before
    assert not list(staff.get(desk_of(guide)).context["messages"])


def test_a_guide_not_yet_saved_is_asked_about_too(staff):
    guide = a_guide()
    form = filled_form(staff.get(desk_of(guide)))
    form |= {"title": "Nuova", "slug": "nuova", "sections-TOTAL_FORMS": "0", "_ask": "1"}
    form |= {"sections-INITIAL_FORMS": "0", "seen": ""}
    before = everything()
    said = staff.post("/admin/guides/guide/add/", form).content.decode()
    assert "I lettori non hanno ancora questa guida" in said
    assert "Aggiungi almeno una sezione." in said
    assert everything() == before


def test_what_stands_in_the_way_has_a_link_to_its_row(staff):
    guide = a_guide(sections=[{"title": "Uno"}, {"title": "Due", "body": PICTURE}])
    said = told(staff, guide)
    assert "Nella sezione «Due» c’è un’immagine senza testo alternativo" in said
    assert 'href="#sections-1" data-goes' in said


def test_a_refused_publication_leads_to_the_row_too(staff):
    guide = a_guide(sections=[{"title": "Uno"}, {"title": "Due", "body": PICTURE}])
    page = save(staff, guide, follow=True, _publish="1").content.decode()
    assert 'href="#sections-1" data-goes' in page.partition('id="esito"')[2][:2500]


def test_a_form_that_cannot_be_saved_says_why_and_where(staff):
    said = told(staff, a_guide(), title="")
    assert "Titolo: " in said
    assert 'href="#id_title"' in said


def test_what_only_wants_a_look_stops_nobody(staff):
    guide = a_guide(sections=[{"title": "Uno", "body": "[qui](https://a.example/)"}])
    said = told(staff, guide)
    assert "Si può pubblicare, ma guarda" in said
    assert "Prima di pubblicare" not in said


def test_with_nothing_new_it_says_so(staff):
    assert "non c’è niente di nuovo da pubblicare" in told(staff, a_live_guide())


def test_who_may_not_write_is_not_told(django_user_model):
    user = django_user_model.objects.create_user("n", password="x", is_staff=True)
    client, guide = Client(), a_live_guide(title="Segreto")
    client.force_login(user)
    answer = client.post(desk_of(guide), {"_ask": "1"})
    assert answer.status_code == 403
    assert "Segreto" not in answer.content.decode()


def test_the_result_stands_under_the_bar_that_was_pressed(staff):
    page = save(staff, a_guide(), follow=True, _publish="1").content.decode()
    bar, said, form = (page.index(s) for s in ('"desk-bar"', "la vedono da ora", 'id="id_title"'))
    assert bar < said < form
    assert page.count('id="esito"') == 1


def test_what_the_checks_find_is_said_there_with_its_row(staff):
    guide = a_guide(sections=[{"title": "Uno", "body": "[regole](/non-c-è/)"}])
    said = told(staff, guide)
    assert "che in questo sito non c’è" in said
    assert 'href="#sections-0" data-goes' in said
    assert "nessuna sezione ha un problema" in said


def test_the_dialogue_leads_to_a_fact_that_ended_and_to_each_section_without_a_problem(staff):
    fact = a_fact(key="vecchio", valid_until=date(2020, 1, 1))
    rows = [{"title": "Uno", "problem": "P", "body": "{{fatto:vecchio}}"}, {"title": "Due"}]
    said = told(staff, a_guide(sections=rows))
    assert f'href="/admin/guides/fact/{fact.pk}/change/" data-goes>Fatti: ' in said
    assert '<a href="#sections-1" data-goes>Sezione «Due»: non ha un problema' in said
    assert "Sezione «Uno»: non ha un problema" not in said


def test_with_warnings_it_is_published_by_the_same_button(staff):
    guide = a_guide(sections=[{"title": "Uno", "problem": "P"}, {"title": "Due"}])
    assert "non ha un problema" in told(staff, guide)
    save(staff, guide, _publish="1")
    assert Guide.objects.get(pk=guide.pk).is_public


def test_three_hundred_sections_cost_as_many_questions_as_thirty():
    other = a_live_guide(slug="altra")
    body = f"Vedi [l’altra](/guide/{other.slug}/)."
    costs = []
    for number in (30, 300):
        guide = a_guide(sections=[{"title": f"S{n}", "body": body} for n in range(number)])
        Section.objects.filter(guide=guide, position=0).update(problem="P")
        with CaptureQueriesContext(connection) as asked:
            obstacles, checks = looked_at(Guide.objects.with_everything().get(pk=guide.pk))
        assert not obstacles
        costs.append((len(asked), len(checks)))
    (few, _), (many, told_of) = costs
    assert many == few
    assert told_of >= 299


def test_of_many_warnings_twenty_are_shown_and_the_rest_is_a_click_away(staff):
    rows = [{"title": f"S{n}", "problem": "P" if n == 0 else ""} for n in range(40)]
    guide = a_guide(sections=rows)
    said = told(staff, guide)
    assert said.count("non ha un problema") == 20
    assert f'href="/admin/guides/guide/{guide.pk}/controlli/">altro ancora' in said


def test_each_line_of_the_checks_leads_to_its_place(staff):
    guide = a_guide(sections=[{"title": "Uno", "problem": "P"}, {"title": "Due"}])
    page = staff.get(f"/admin/guides/guide/{guide.pk}/controlli/").content.decode()
    assert f'<a href="{desk_of(guide)}#sections-1"><strong>Sezione «Due»</strong></a>' in page
