"""Sheets to set, and what one reads in the PDF that came out."""

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from guides.letters.pdf.making import pdf_of
from guides.letters.sheet import Dossier, Event, Paragraph, Part, Points, Sheet

DOSSIER = Dossier(
    parts=(Part("Oggetto della controversia", (Paragraph("Un rimborso negato."),)),),
    chronology=(Event("3 novembre 2026", "Ordine"), Event("20 novembre 2026", "Rifiuto")),
    evidence=("ricevuta", "schermata"),
    next_step="Domanda all’ECC-Net",
    next_step_by="14 dicembre 2026",
)


def a_sheet(*paragraphs: str, **more) -> Sheet:
    """A whole letter, unless something else is said."""
    blocks = tuple(Paragraph(words) for words in paragraphs or ("Buongiorno,\nnon è arrivato.",))
    given = {
        "title": "Reclamo ad AliExpress",
        "sender": ("Lucia Prova", "Via dell’Olmo 3, Torino"),
        "recipient": ("AliExpress",),
        "channel": "Per e-mail: reclami@posta.example",
        "place_and_day": "Torino, 27 novembre 2026",
        "subject": "pacco mai arrivato",
        "blocks": (*blocks, Points(("il rimborso", "una risposta"))),
        "attachments": ("ricevuta",),
        "closing": "Distinti saluti",
        "signature": "Lucia Prova",
    }
    return Sheet(**given | more)


def opened(sheet: Sheet) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(sheet)))


def words_of(pdf: PdfReader) -> str:
    """As one copies them: broken lines joined, the hyphens of the typesetter gone."""
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u00ad\n", "").replace("\u200b", "").split())


def letters_of(text: str) -> str:
    """Without spaces and hyphens: where lines end is the typesetter's affair."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


def tags_of(pdf: PdfReader) -> list[str]:
    """The kinds of the structure tree, in reading order: what a screen reader walks."""
    return list(_kinds(pdf.root_object["/StructTreeRoot"]))


def _kinds(node) -> Iterator[str]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        each = kid.get_object()
        if isinstance(each, DictionaryObject) and "/S" in each:
            yield each["/S"].removeprefix("/")
            yield from _kinds(each)
