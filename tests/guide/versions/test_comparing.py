"""What changed between two versions, section by section."""

import pytest

from guides.guide.comparing import compare
from guides.guide.versions.version import of_edition, of_working_copy
from guides.text.block_diff import CHANGED, SAME
from tests.factories import a_company, a_live_guide

pytestmark = pytest.mark.django_db

FIVE = [
    {"title": title, "body": f"Testo di {title}."}
    for title in ("Uno", "Due", "Tre", "Quattro", "Cinque")
]


@pytest.fixture
def guide():
    return a_live_guide(sections=FIVE)


def changes(guide):
    guide = type(guide).objects.get(pk=guide.pk)
    return compare(of_edition(guide.live), of_working_copy(guide))


def put_in_order(guide, *titles) -> None:
    for place, title in enumerate(titles):
        guide.sections.filter(title=title).update(position=place)


def test_nothing_changed_is_nothing(guide):
    assert changes(guide).is_empty
    assert changes(guide).lines == []


def test_one_word_is_one_line_of_one_section(guide):
    guide.sections.filter(title="Due").update(body="Testo nuovo di Due.")
    found = changes(guide)
    assert found.lines == ["Sezione «Due»: testo"]
    (block,) = found.changed[0].blocks
    assert block.kind == CHANGED
    assert "nuovo" in "".join(part.text for part in block.parts if part.kind != SAME)


def test_a_section_that_moved_is_the_same_with_a_label(guide):
    put_in_order(guide, "Quattro", "Uno", "Due", "Tre", "Cinque")
    (moved,) = changes(guide).changed
    assert (moved.section.title, moved.labels) == ("Quattro", ["spostata all’inizio"])
    assert not moved.has_other_words


def test_a_section_that_moved_down_says_after_which(guide):
    put_in_order(guide, "Due", "Tre", "Quattro", "Uno", "Cinque")
    (moved,) = changes(guide).changed
    assert moved.line == "Sezione «Uno»: posto"
    assert moved.labels == ["spostata dopo «Quattro»"]


def test_a_renamed_section_is_not_another(guide):
    guide.sections.filter(title="Tre").update(title="Terza", problem="Non so")
    (renamed,) = changes(guide).changed
    assert renamed.labels == ["prima «Tre»"]
    assert renamed.line == "Sezione «Terza»: titolo, problema"


def test_new_and_gone_sections_stand_where_they_are_or_were(guide):
    guide.sections.filter(title="Due").delete()
    guide.sections.create(title="Nuova", position=9)
    found = changes(guide)
    assert [s.section.title for s in found.sections] == [
        *("Uno", "Due", "Tre", "Quattro", "Cinque", "Nuova")
    ]
    assert [s.line for s in found.changed] == ["Sezione «Due»: tolta", "Sezione «Nuova»: nuova"]


def test_the_fields_in_front_are_a_table(guide):
    source = {"address": "https://a.example/", "publisher": "Stato", "consulted_on": "2026-01-02"}
    guide.sources.create(title="Legge", **source)
    guide.title, guide.verified_on = "Altro titolo", "2026-11-25"
    guide.save()
    guide.other_companies.add(a_company(name="Ditta Nuova"))
    found = {change.label: change for change in changes(guide).fields}
    assert set(found) == {"Titolo", "Verificata il", "Altre aziende", "Fonte"}
    assert found["Altre aziende"].new == "Ditta Nuova"
    assert found["Fonte"].new == "Legge (Stato), https://a.example/, consultata il 2 gennaio 2026"


def test_html_in_a_text_is_shown_and_never_run(guide):
    guide.sections.filter(title="Uno").update(body="<script>x</script> **y**")
    guide.title = "<b>x</b>"
    guide.save()
    found = changes(guide)
    assert "<script>" not in "".join(b.marked for b in found.changed[0].blocks)
    assert "<b>" not in found.fields[0].marked
