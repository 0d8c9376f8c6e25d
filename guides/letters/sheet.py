"""A letter, or a dossier, ready for paper. Pure: text only, whatever a reader typed in it.

Every string is plain text in its canonical form, never Markdown, HTML or the source of a
typesetter. A line break within a string is a line break on paper. What is empty is not shown.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    words: str


@dataclass(frozen=True)
class Points:
    """A list; numbered when the order matters."""

    items: tuple[str, ...]
    is_numbered: bool = False


Block = Paragraph | Points


@dataclass(frozen=True)
class Part:
    """A heading of a dossier, named as the authority's own form names it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Event:
    """A row of a dossier's chronology."""

    day: str  # "3 dicembre 2026"
    what: str


@dataclass(frozen=True)
class Dossier:
    """What goes with a letter to an authority: ConciliaWeb, ABF, Arbitro Assicurativo."""

    parts: tuple[Part, ...] = ()
    chronology: tuple[Event, ...] = ()
    evidence: tuple[str, ...] = ()
    next_step: str = ""
    next_step_by: str = ""  # "14 dicembre 2026"; "" when it has no day


@dataclass(frozen=True)
class Sheet:
    """In the order in which it is read. Of a dossier, the letter is its first part."""

    title: str  # of the document: "Reclamo ad AliExpress"
    blocks: tuple[Block, ...]
    sender: tuple[str, ...] = ()  # a line each: name, address, e-mail, telephone
    place_and_day: str = ""  # "Torino, 27 novembre 2026"
    recipient: tuple[str, ...] = ()
    channel: str = ""  # "Via PEC: reclami@esempio.it"
    subject: str = ""
    attachments: tuple[str, ...] = ()
    closing: str = ""  # "Distinti saluti"
    signature: str = ""
    dossier: Dossier | None = None
