"""`{{scadenza:…}}` in a guide: a box that works, a link elsewhere, a sentence when it is wrong."""

import re

import pytest

from tests.deadlines.making import a_live_rule, a_rule
from tests.desk.forms import filled_form, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db
TAG = "{{scadenza:recesso}}"


def body(tag: str) -> list[dict]:
    return [{"title": "Che cosa fare", "problem": "Non so", "body": f"Prima.\n\n{tag}\n\nPoi."}]


def page_of(client, guide) -> str:
    return client.get(guide.get_absolute_url()).content.decode()


def test_a_tag_on_its_line_is_a_box_for_the_day(client):
    rule = a_live_rule(slug="recesso", name="Recesso")
    guide = a_live_guide(sections=body("{{ scadenza: RECESSO }}"))
    page = page_of(client, guide)
    assert 'action="/scadenze/recesso/"' in page
    assert 'name="data-consegna"' in page
    assert "scadenza:" not in page
    twin = client.get(f"/guide/{guide.slug}.md").content.decode()
    assert "[Calcola la scadenza: Recesso](" in twin
    rule.withdraw(by=None, because="Via.")
    assert "/scadenze/recesso/" not in page_of(client, guide)


def test_the_same_box_in_two_sections_has_two_fields_with_names_of_their_own(client):
    a_live_rule(slug="recesso", name="Recesso")
    sections = [part | {"title": f"Parte {n}"} for n in (1, 2) for part in body(TAG)]
    page = page_of(client, a_live_guide(introduction=f"Così:\n\n{TAG}", sections=sections))
    names = re.findall(r'<input type="text" id="(scadenza-[^"]+)"', page)
    assert len(set(names)) == 3
    assert page.count(' data-address="http://localhost:8000/scadenze/recesso/"') == 3  # on paper


def test_search_and_lists_have_the_words_and_not_the_tag(client):
    a_live_rule(slug="recesso", name="Recesso")
    guide = a_live_guide(sections=body("{{scadenza:recesso}}"))
    assert "{{" not in guide.live.sections.get().body_text


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("{{scadenza:recessi}}", "la scadenza «recessi» non c’è. Forse volevi «recesso»?"),
        ("Scrivi {{scadenza:recesso}} qui", "da sola su una riga"),
        ("- {{scadenza:recesso}}", "da sola su una riga"),
        ("{{scadenza recesso", "da sola su una riga"),
    ],
)
def test_a_wrong_tag_is_refused_at_the_save_and_the_text_comes_back(client, editor, tag, sentence):
    a_live_rule(slug="recesso")
    client.force_login(editor)
    guide = a_guide(sections=body("Niente."))
    opened = filled_form(client.get(f"/admin/guides/guide/{guide.pk}/change/"))
    box = next(name for name in opened if name.endswith("-body"))
    answer = save(client, guide, opened=opened | {box: f"Prima.\n\n{tag}\n"}).content.decode()
    assert sentence in answer.replace("&#x27;", "'")
    assert tag.replace("&", "&amp;") in answer


def test_a_tag_in_code_is_an_example_and_stays_as_it_is(client):
    guide = a_live_guide(sections=body("Si scrive `{{scadenza:recesso}}`."))
    assert "{{scadenza:recesso}}" in page_of(client, guide)


def test_a_guide_does_not_go_out_with_a_rule_that_readers_do_not_see():
    rule = a_rule(slug="recesso")
    guide = a_guide(sections=body("{{scadenza:recesso}}"))
    assert any("la scadenza «recesso» non è pubblicata" in what for what in guide.obstacles())
    rule.publish(by=None)
    assert not guide.obstacles()


def test_elsewhere_at_the_desk_a_deadline_is_refused(client, editor):
    client.force_login(editor)
    fields = filled_form(client.get("/admin/guides/topic/add/"), "topic_form")
    typed = {"name": "Uno", "slug": "uno", "description": "{{scadenza:recesso}}"}
    answer = client.post("/admin/guides/topic/add/", fields | typed).content.decode()
    assert "Qui una scadenza non si può usare" in answer


def test_the_editor_finds_rules_by_words(client, editor):
    a_live_rule(slug="recesso", name="Recesso da un acquisto")
    a_rule(name="Recesso in bozza")
    client.force_login(editor)
    found = client.get("/admin/guides/rule/per-parole/", {"q": "recesso acq"}).json()["facts"]
    assert [one["formats"][0]["tag"] for one in found] == ["{{scadenza:recesso}}"]
