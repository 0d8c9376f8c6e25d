"""An editor builds a way at the desk: saved at any time, published only when it holds."""

import re

import pytest

from guides.solver.counting import FlowDay
from guides.solver.forms import title_after
from guides.solver.models import Flow
from tests.desk.forms import filled_form
from tests.factories import a_live_guide, a_topic, an_author
from tests.glossary.making import a_datum
from tests.solver.making import a_flow, a_live_flow, a_yes_no

pytestmark = pytest.mark.django_db
ALL = ("si", "no", "non-so")


def page_of(flow) -> str:
    return f"/admin/guides/flow/{flow.pk}/change/"


def save(desk, flow, button: str = "_continue", **changes):
    """Open the way, change some boxes, press a button."""
    fields = filled_form(desk.get(page_of(flow)), "flow_form")
    boxes = {name.replace("__", "--").replace("_", "-"): v for name, v in changes.items()}
    assert set(boxes) <= set(fields) | {b for b in boxes if b.startswith("togli-")}, boxes
    return desk.post(page_of(flow), fields | boxes | {button: "x"}, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("Dicono «non è colpa nostra»", "Esito nuovo dopo «Dicono “non è colpa nostra”»"),
        ("x" * 200, f"Esito nuovo dopo «{'x' * 80}…»"),
    ],
)
def test_the_quotation_marks_of_a_new_outcome_open_and_close(answer, title):
    assert title_after(answer) == title
    assert len(title) <= 100


def test_a_way_is_built_from_nothing_and_published(desk, client):
    a_yes_no("arrivato")
    a_yes_no("termine")
    section = a_live_guide().live.sections.first()
    new = {"title": "Il pacco", "slug": "pacco", "summary": "Che fare."}
    new |= {"topic": a_topic().pk, "author": an_author().pk, "verified_on": "2026-11-22"}
    fields = filled_form(desk.get("/admin/guides/flow/add/"), "flow_form")
    desk.post("/admin/guides/flow/add/", fields | new | {"first": "q:arrivato"})
    flow = Flow.objects.get()
    save(desk, flow, porta_arrivato__si="e:nuovo", porta_arrivato__no="q:termine")
    outcome = flow.outcomes.get()
    assert outcome.title == "Esito nuovo dopo «Sì»"
    to = f"e:{outcome.pk}"
    save(desk, flow, **{f"porta_termine__{key.replace('-', '_')}": to for key in ALL})
    save(desk, flow, porta_arrivato__non_so="q:termine")
    page = f"/admin/guides/flowoutcome/{outcome.pk}/change/"
    fields = filled_form(desk.get(page), "flowoutcome_form")
    row = {"helps-0-what": f"section:{section.uid}", "helps-TOTAL_FORMS": "1"}
    fields |= row | {"title": "Aspetta", "_save": "x"}
    assert desk.post(page, fields)["Location"] == f"{page_of(flow)}#esito-{outcome.pk}"
    fields = filled_form(desk.get(page_of(flow)), "flow_form")
    row = {"paths-0-answers": "No > Sì", "paths-0-outcome": outcome.pk, "paths-TOTAL_FORMS": "1"}
    answer = desk.post(page_of(flow), fields | row | {"_publish": "x"}, follow=True)
    assert "Pubblicato: i lettori lo vedono da ora." in " ".join(told(answer))
    assert "Aspetta" in client.get("/risolvi/pacco/arrivato/no/termine/si/").content.decode()


BROKEN = {
    "an answer leads nowhere": {"porta-termine--no": ""},
    "it turns in a circle": {"porta-termine--no": "q:arrivato"},
    "an outcome is not reached": {"new_outcome": "Esito solo"},
    "the table fails": {"porta-termine--si": "Aspetta"},
    "a question is not reached": {"porta-arrivato--si": "q:termine"},
    "no first question": {"first": ""},
    "the table is empty": {"paths-0-DELETE": "on", "paths-1-DELETE": "on"},
    "a row says what is no answer": {"paths-0-answers": "forse"},
    "a question was taken away": {"togli-rotto": "on"},
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_saved_and_not_published(desk, client, how):
    flow = a_live_flow(slug="pacco")
    before = flow.live_id
    outcomes = {outcome.title: f"e:{outcome.pk}" for outcome in flow.outcomes.all()}
    changes = {name: outcomes.get(value, value) for name, value in BROKEN[how].items()}
    fields = filled_form(desk.get(page_of(flow)), "flow_form")
    answer = desk.post(page_of(flow), fields | changes | {"_publish": "x"}, follow=True)
    said = told(answer)
    assert said[0].startswith("È tutto salvo, ma il percorso non è stato pubblicato")
    html = answer.content.decode()
    for place in re.findall(r'href="#([^"]+)" data-goes', " ".join(said)):
        assert f'id="{place}"' in html, place
    flow.refresh_from_db()
    assert flow.live_id == before
    assert client.get("/risolvi/pacco/").status_code == 200


def test_a_section_withdrawn_or_deleted_keeps_it_from_being_published(desk, editor):
    guide = a_live_guide()
    flow = a_flow(guide=guide)
    guide.withdraw(by=editor, because="Superata.")
    answer = save(desk, flow, "_publish")
    assert "i lettori non vedono" in " ".join(told(answer))
    link = re.search(
        r'href="(/admin/guides/flowoutcome/\d+/change/)#(helps-0)"', answer.content.decode()
    )
    assert f'id="{link[2]}"' in desk.get(link[1]).content.decode()
    guide.sections.all().delete()
    assert "che non c’è più" in " ".join(told(save(desk, flow, "_publish")))


def test_a_way_with_seven_questions_is_not_published(desk):
    ways = {f"q{n}": dict.fromkeys(ALL, "Fine") | {"si": f"q{n + 1}"} for n in range(7)}
    ways |= {"q7": dict.fromkeys(ALL, "Fine")}
    answer = save(desk, a_flow(ways=ways, paths={"no": "Fine"}), "_publish")
    assert "Una strada ha 8 domande, e al massimo sono 6" in " ".join(told(answer))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_personal": True}, "è un dato personale"),
        ({"kind": "date"}, "non ha risposte fra cui scegliere"),
        ({"accepts_unknown": False}, "non si può rispondere «Non lo so»"),
    ],
)
def test_a_question_that_the_glossary_changed_keeps_it_from_being_published(desk, fields, words):
    flow = a_flow()
    datum = flow.questions.get(datum__key="rotto").datum
    for name, value in fields.items():
        setattr(datum, name, value)
    datum.save()
    assert words in " ".join(told(save(desk, flow, "_publish")))


def test_two_editors_at_once_lose_nothing(desk):
    flow = a_flow()
    mine = filled_form(desk.get(page_of(flow)), "flow_form")
    save(desk, flow, title="Di Bea")
    answer = desk.post(page_of(flow), mine | {"title": "Di Anna", "_continue": "x"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "qualcun altro, o tu in un’altra finestra, ha salvato" in html
    assert 'value="Di Anna"' in html
    again = filled_form(answer, "flow_form")
    assert desk.post(page_of(flow), again | {"_continue": "x"}).status_code == 302
    flow.refresh_from_db()
    assert flow.title == "Di Anna"


def test_only_questions_with_answers_to_choose_are_offered(desk):
    flow = a_flow()
    a_datum(key="nome", kind="short", is_personal=True, question="Come ti chiami?")
    a_datum(key="quando", kind="date", question="Quando?")
    a_datum(key="vettore", kind="choice", choices=("corriere", "poste"), question="Chi porta?")
    page = desk.get(page_of(flow)).content.decode()
    assert "Chi porta?" in page
    assert "Come ti chiami?" not in page
    assert "Quando?" not in page


def test_where_people_stop_stands_beside_the_outline(desk):
    flow = a_live_flow()
    for answer, question, times in (("no", "arrivato", 10), ("si", "termine", 6)):
        FlowDay.objects.create(
            flow=flow, day=flow.verified_on, question=question, answer=answer, times=times
        )
    FlowDay.objects.update(day=flow.live.published_at)
    page = desk.get(page_of(flow)).content.decode()
    assert "arrivi: 10, risposte: 6" in page
    assert "si fermano qui: 4 (40\xa0%)" in page or "si fermano qui: 4 (40 %)" in page


def test_the_desk_says_what_readers_miss(desk, editor):
    guide = a_live_guide()
    flow = a_flow(guide=guide, title="Il pacco non arriva")
    flow.publish(by=editor)
    assert "percorso porta a qualcosa" not in desk.get("/admin/").content.decode()
    guide.withdraw(by=editor, because="Superata.")
    first = desk.get("/admin/").content.decode()
    assert "percorso porta a qualcosa che non è più online" in first
    assert "Nel percorso pubblicato manca qualcosa" in desk.get(page_of(flow)).content.decode()


def test_a_draft_is_walked_by_editors_only(desk, client, django_user_model):
    flow = a_flow(slug="bozza")
    page = desk.get(f"/anteprima/risolvi/{flow.pk}/arrivato/no/")
    assert page.status_code == 200
    assert "Termine?" in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    client.logout()
    assert client.get(f"/anteprima/risolvi/{flow.pk}/").status_code == 302
    client.force_login(django_user_model.objects.create_user("mod", is_staff=True))
    assert client.get(f"/anteprima/risolvi/{flow.pk}/").status_code == 403


def test_a_half_written_draft_is_walked_too(desk):
    flow = a_flow(ways={"arrivato": {"si": "", "no": "Fine", "non-so": ""}})
    root = f"/anteprima/risolvi/{flow.pk}/"
    assert "vuoto" in desk.get(f"{root}arrivato/si/").content.decode()
    flow.questions.all().delete()
    assert desk.get(root).status_code == 200


def test_withdrawing_asks_why(desk):
    flow = a_live_flow(slug="pacco")
    page = f"/admin/guides/flow/{flow.pk}/ritira/"
    assert desk.post(page, {"because": " "}).status_code == 400
    desk.post(page, {"because": "Superato."})
    flow.refresh_from_db()
    assert not flow.is_public
    assert flow.withdrawn_because == "Superato."
    assert desk.post(f"/admin/guides/flow/{flow.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Flow.objects.exists()


def test_who_may_not_publish_saves(desk, client, django_user_model):
    from django.contrib.auth.models import Permission

    writer = django_user_model.objects.create_user("dora", is_staff=True)
    names = ["view_flow", "change_flow", "view_flowpath", "change_flowpath"]
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(writer)
    flow = a_flow()
    assert "serve il permesso apposito" in " ".join(told(save(client, flow, "_publish")))
    flow.refresh_from_db()
    assert not flow.is_public
    assert client.get(f"/admin/guides/flow/{flow.pk}/ritira/").status_code == 403
