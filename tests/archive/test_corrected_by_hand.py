"""A person reads a copy with a text editor, mends a file, and imports it."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from guides.guide.models import Guide
from guides.publishing.live_edition import PublicationState
from guides.site.models import Page
from tests.archive.lived_in import HOSTILE
from tests.archive.test_refusing import said


def mend(place, wrong: str, right: str, **how) -> None:
    text = place.read_text("utf-8")
    assert wrong in text
    place.write_text(text.replace(wrong, right), **{"encoding": "utf-8"} | how)


def imported(copy) -> str:
    out = StringIO()
    call_command("import_site", copy, accept_changes=True, stdout=out)
    return out.getvalue()


def test_a_guide_reads_as_markdown_with_its_sections_as_headings(one_copy):
    text = (one_copy / "guide/pacco-perso.md").read_text("utf-8")
    assert text.startswith("---\nid: ")
    assert "\ntitle: 'Il pacco: dov’è?'\n" in text
    assert "\nEcco.\n\n## Bozza nuova\n\n<!-- sezione\n" in text
    assert re.search(
        r"\n### Poi\n\n<!-- sezione\n[^>]*-->\n\nHai \{\{fatto:termine-reso\}\}\.\n", text
    )
    assert "\n\\<!-- sezione\n---\n## Un titolo dentro il testo\n\\\\<!-- sezione\n" in text


def test_a_story_and_its_comments_read_as_they_stand_on_the_site(one_copy):
    story = next((one_copy / "storie").glob("*-mai-arrivato-mai.md")).read_text("utf-8")
    assert "\nasked: |-\n  I soldi.\n  Subito.\n" in story
    assert "\ncompany_answer: |-\n  Ci scusiamo.\n\n  Pagheremo.\n" in story
    comments = (one_copy / "commenti/guida-pacco-perso.md").read_text("utf-8")
    assert re.search(r"\n#### La redazione\n\n<!-- commento\n[^>]*-->\n\nGrazie\.\n", comments)
    assert "taken_back_at: " in comments


def test_the_readme_says_what_there_is_and_what_there_is_not(one_copy):
    text = (one_copy / "LEGGIMI.md").read_text("utf-8")
    assert text.startswith("# Lo sportello {di prova}: una copia del sito\n")
    assert re.search(r"\| `guide/\*\.md` \| guide e sezioni \| \d+ e ", text), text[:1200]
    assert "{{fatto:…}}" in text
    assert "- indirizzi di lettori (chi segue le discussioni" in text
    assert not re.search(r"\n- [^\n]*\b(search index|question day)\b", text)


def test_what_a_person_mended_in_a_guide_waits_to_be_published(client, at_hand):
    mend(at_hand / "guide/pacco-perso.md", "\nEcco.\n", "\nEccola qui.\n")
    told = imported(at_hand)
    assert "Corretto a mano dopo l’esportazione: guide/pacco-perso.md" in told
    guide = Guide.objects.get(slug="pacco-perso")
    assert guide.introduction == "Eccola qui."
    assert guide.state == PublicationState.CHANGED
    assert "Ecco.</p>" in client.get(guide.get_absolute_url()).content.decode()


def test_a_heading_is_the_sections_title_and_its_depth(at_hand):
    mend(at_hand / "guide/pacco-perso.md", "### Poi\n", "## E dopo\n")
    imported(at_hand)
    section = Guide.objects.get(slug="pacco-perso").sections.get(title="E dopo")
    assert section.level == 1


@pytest.mark.parametrize("how", [{"newline": "\r\n"}, {"encoding": "utf-8-sig"}])
def test_an_editor_of_another_system_does_no_harm(at_hand, how):
    mend(at_hand / "pagine/regole.md", "title: Regole", "title: Le regole", **how)
    imported(at_hand)
    page = Page.objects.get(slug="regole")
    assert (page.title, page.body) == ("Le regole", HOSTILE)


def test_a_value_that_a_form_would_refuse_is_refused_with_its_file(at_hand):
    mend(at_hand / "aziende" / _company(at_hand), "kind: telefono", "kind: piccione")
    refused = said("import_site", at_hand, accept_changes=True)
    assert refused.startswith("aziende/")
    assert "piccione" in refused


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("---\nid", "id", "non comincia con «---»"),
        ("title: ", "title: [", "non si legge alla riga"),
        ("title: ", "titolo: ", "non si sa che cosa sia «titolo»"),
        ("topic: ", "topic: nessuno-", "«nessuno-argomento"),
        ("-->\n", "->\n", "manca la riga «-->»"),
        ("### Poi", "Poi", "manca il titolo"),
        ("verified_on: 2026", "verified_on: ieri 2026", "«verified_on»"),
    ],
)
def test_a_slip_of_the_pen_is_named(at_hand, wrong, right, sentence):
    mend(at_hand / "guide/pacco-perso.md", wrong, right)
    refused = said("import_site", at_hand, accept_changes=True)
    assert refused.startswith("guide/pacco-perso.md: ")
    assert sentence in refused
    assert not Guide.objects.exists()


def test_lines_that_are_no_json_are_named_by_their_number(at_hand):
    place = at_hand / "dati/fatti.jsonl"
    place.write_text("\n" + place.read_text() + "{\n")
    assert "dati/fatti.jsonl: la riga 3 non è JSON" in said(
        "import_site", at_hand, accept_changes=True
    )


def test_a_file_that_is_not_of_the_copy_is_told_and_not_read(at_hand):
    (at_hand / "guide/mia.md").write_text("---\ntitle: Mia\n---\n")
    assert "Non è della copia, e non è stato letto: guide/mia.md" in imported(at_hand)
    assert not Guide.objects.filter(title="Mia").exists()


def _company(copy) -> str:
    return next(p.name for p in (copy / "aziende").iterdir() if "telefono" in p.read_text())
