"""From a sheet to its PDF, by typeset.py within bounds."""

import json
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from guides.bounded import running
from guides.letters.pdf.signs import BOX, drawable, missing
from guides.letters.sheet import Sheet

AT_ONCE = 2
PATIENCE = 3.0  # seconds that a reader waits for a turn
WALL_SECONDS = 10.0  # typeset.SECONDS of CPU on a busy machine
MOST_SIGNS = 40_000  # some fifteen sheets of paper: more is set neither in time nor in memory
MOST_NAMED = 5
PROGRAM = Path(__file__).with_name("typeset.py")

ELSE = "La lettera è qui sotto, intera: stampala da questa pagina o scaricala come testo."
NOTE = "«{box}» sta al posto di un segno che questo PDF non sa scrivere: {signs}."


class NoPdf(Exception):
    """Why there is none, in words for the reader; the letter itself is where it was."""

    status = 503
    sentence = f"In questo momento il PDF non si riesce a fare. {ELSE}"


class PdfsBusy(NoPdf):
    sentence = f"In questo momento stiamo preparando altri PDF: riprova fra un minuto. {ELSE}"


class TooLong(NoPdf):
    status = 422
    sentence = f"La lettera è troppo lunga per un PDF: accorciala. {ELSE}"


def pdf_of(sheet: Sheet) -> bytes:
    """Raises NoPdf."""
    written = _plain(sheet)
    if len(json.dumps(written, ensure_ascii=False)) > MOST_SIGNS:
        raise TooLong
    program = running.Program(
        "turni-pdf", PROGRAM, WALL_SECONDS, at_once=AT_ONCE, patience=PATIENCE
    )
    try:
        code, pdf = program.run(as_data(written), running.folder_of("typst"))
    except running.Busy as busy:
        raise PdfsBusy from busy
    if code:
        raise NoPdf
    return pdf


def as_data(written: dict) -> bytes:
    """What sheet.typ reads: every text with signs that can be drawn, and a note for the others."""
    title = written["title"] or written["subject"] or "Lettera"  # a PDF for everybody has one
    note = _note(json.dumps(written, ensure_ascii=False))
    return json.dumps(_drawable(written | {"title": title}) | {"note": note}).encode()


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries; a block says which it is."""
    if is_dataclass(value):
        kind = {"Paragraph": "paragraph", "Points": "points"}.get(type(value).__name__, "")
        fields = {name: _plain(getattr(value, name)) for name in vars(value)}
        return fields | ({"kind": kind} if kind else {})
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _drawable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _drawable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_drawable(each) for each in value]
    return drawable(value) if isinstance(value, str) else value


def _note(text: str) -> str:
    """Said by number, because the sign itself cannot be."""
    signs = [f"U+{ord(sign):04X}" for sign in missing(text)]
    if not signs:
        return ""
    more = f" e altri {len(signs) - MOST_NAMED}" if len(signs) > MOST_NAMED else ""
    return NOTE.format(box=BOX, signs=", ".join(signs[:MOST_NAMED]) + more)
