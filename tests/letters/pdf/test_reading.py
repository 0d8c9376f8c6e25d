"""A letter's PDF says what the sheet says, to the eye and to a screen reader."""

import pdfua
import pytest

from guides.letters.pdf.making import pdf_of
from guides.letters.sheet import Paragraph, Points, Sheet
from tests.letters.pdf.sheets import DOSSIER, a_sheet, opened, tags_of, words_of


@pytest.fixture(scope="module")
def whole():
    return opened(a_sheet(dossier=DOSSIER))


def test_it_says_all_that_the_sheet_says_in_its_order(whole):
    said = words_of(whole)
    inside = [
        *("Lucia Prova Via dell’Olmo 3, Torino", "Torino, 27 novembre 2026", "AliExpress"),
        *("Per e-mail: reclami@posta.example", "Oggetto: pacco mai arrivato"),
        "Buongiorno, non è arrivato.",
        *("il rimborso", "una risposta", "Distinti saluti", "Lucia Prova", "Allegati", "ricevuta"),
        *("Fascicolo", "Oggetto della controversia", "Un rimborso negato.", "Quando"),
        *("20 novembre 2026 Rifiuto", "Prove", "Domanda all’ECC-Net", "Entro: 14 dicembre 2026"),
    ]
    places, at = [], 0
    for words in inside:
        assert words in said[at:], words
        at = said.index(words, at) + len(words)
        places.append(at)
    assert places == sorted(places)


def test_a_program_that_reads_aloud_is_told_language_title_and_structure(whole):
    root = whole.root_object
    assert root["/Lang"] == "it-IT"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert whole.metadata.title == "Reclamo ad AliExpress"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    tags = tags_of(whole)
    headings = [tag for tag in tags if tag in {"H1", "H2"}]
    assert headings == ["H1", "H2", "H1", "H2", "H2", "H2", "H2"]
    assert (tags.count("L"), tags.count("Table"), tags.count("TH")) == (3, 1, 2)
    assert tags.index("P") < tags.index("H1") < tags.index("L") < tags.index("Table")


@pytest.mark.parametrize("dossier", [None, DOSSIER], ids=["letter", "dossier"])
def test_an_outside_judge_finds_nothing_against_it(tmp_path, dossier):
    path = tmp_path / "lettera.pdf"
    path.write_bytes(pdf_of(a_sheet(dossier=dossier)))
    report = pdfua.validate(str(path))
    assert [(one.rule_id, one.message) for one in report.findings] == []


def test_the_judge_sees_a_pdf_that_says_nothing_of_itself(tmp_path):
    import pypdf

    bare = pypdf.PdfWriter()
    bare.add_blank_page(200, 200)
    bare.write(tmp_path / "nuda.pdf")
    assert pdfua.validate(str(tmp_path / "nuda.pdf")).findings


def test_it_names_nobody_and_no_day_besides_the_letter(whole):
    assert whole.metadata.author is None
    assert "/CreationDate" not in whole.metadata
    assert pdf_of(a_sheet()) == pdf_of(a_sheet())


@pytest.mark.parametrize("missing", ["sender", "recipient", "channel", "subject", "attachments"])
def test_what_is_empty_leaves_no_hole(missing):
    empty = a_sheet(**{missing: type(getattr(a_sheet(), missing))()})
    said = words_of(opened(empty))
    assert "Distinti saluti" in said
    assert ("Oggetto" in said) == (missing != "subject")
    assert ("Allegati" in said) == (missing != "attachments")


def test_a_dossier_alone_stands_under_its_own_title():
    alone = opened(Sheet(title="Fascicolo per ConciliaWeb", blocks=(), dossier=DOSSIER))
    assert len(alone.pages) == 1
    assert words_of(alone).startswith("Fascicolo per ConciliaWeb Oggetto della controversia")
    assert [tag for tag in tags_of(alone) if tag in {"H1", "H2"}] == ["H1", *["H2"] * 4]


def test_the_least_sheet_is_a_page_with_a_title():
    least = opened(Sheet(title="", blocks=()))
    assert (least.metadata.title, len(least.pages)) == ("Lettera", 1)


def test_a_numbered_list_keeps_its_numbers_and_many_pages_say_which_they_are():
    points = Points(("prima cosa", "seconda cosa"), is_numbered=True)
    long = opened(a_sheet(blocks=(points, *[Paragraph("Così è andata. " * 40)] * 12)))
    assert "1. prima cosa 2. seconda cosa" in words_of(long)
    assert f"pagina 2 di {len(long.pages)}" in words_of(long)
    assert "pagina" not in words_of(opened(a_sheet()))
