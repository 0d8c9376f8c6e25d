"""An export, one child of its channel at a time: each is forgotten when the next is asked for."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from guides.wordpress.reading.allowed import AllowedText, Unreadable

CHANNEL, CHILD = 2, 3  # depths: rss is 1
ENDS_EARLY = {3, 5, 20}  # expat's codes: no element, unclosed token, unclosed CDATA section
BOMB = (
    "Il file definisce delle entità o un DOCTYPE, che un’esportazione di WordPress non ha: può "
    "essere fatto per bloccare chi lo legge. Non l’ho aperto."
)
NO_EXPORT = (
    "Non è un’esportazione di WordPress (Strumenti, Esporta): manca il suo indirizzo o la sua "
    "versione. Un feed o un’altra pagina XML non bastano."
)


def name_of(element: Element) -> str:
    """The local name: exports of different years give the same things different namespaces."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(text: AllowedText) -> Iterator[Element]:
    """Each child of the channel. Raises Unreadable with what is wrong, in Italian."""
    try:
        yield from _children(text)
    except DefusedXmlException as bomb:
        raise Unreadable(BOMB) from bomb
    except ParseError as wrong:
        raise Unreadable(_said(wrong, text)) from wrong


def _children(text: AllowedText) -> Iterator[Element]:
    depth, channel = 0, None
    for event, element in iterparse(text, ("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            if depth <= CHANNEL and name_of(element) != ("rss", "channel")[depth - 1]:
                raise Unreadable(NO_EXPORT)
            channel = element if depth == CHANNEL else channel
            continue
        if depth == CHILD and channel is not None:
            yield element
            channel.remove(element)
        depth -= 1


def _said(wrong: ParseError, text: AllowedText) -> str:
    line, column = wrong.position
    if not text.position:
        return "Il file è vuoto."
    if wrong.code in ENDS_EARLY:
        return (
            f"Il file finisce alla riga {line}, prima del tempo: lo scaricamento si è interrotto. "
            "Scaricalo di nuovo."
        )
    return (
        f"Il file è rovinato alla riga {line}, colonna {column + 1}: non è XML ben formato "
        f"({str(wrong).partition(':')[0]}). Rifai l’esportazione."
    )
