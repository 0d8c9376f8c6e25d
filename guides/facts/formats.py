"""How a fact can be written in a text: formats by kind, the first is the one without a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote

from guides.facts.kinds import Kind, Unit
from guides.text import markdown
from guides.text.markdown_source import SIGNS
from guides.text.numbers import in_figures, in_letters
from guides.text.telephones import telephones_of

if TYPE_CHECKING:
    from guides.facts.models import Fact

ONE_OF = {  # one of each, in figures and in letters
    Unit.MINUTES: ("minuto", "un minuto"),
    Unit.HOURS: ("ora", "un’ora"),
    Unit.DAYS: ("giorno", "un giorno"),
    Unit.WORKING_DAYS: ("giorno lavorativo", "un giorno lavorativo"),
    Unit.WEEKS: ("settimana", "una settimana"),
    Unit.MONTHS: ("mese", "un mese"),
    Unit.YEARS: ("anno", "un anno"),
}


@dataclass(frozen=True)
class FormattedFact:
    """Words, and where they lead: "" for nowhere. Of a short text, its Markdown."""

    words: str
    address: str = ""
    is_markdown: bool = False


Format = Callable[["Fact"], FormattedFact]


def _term(fact: Fact) -> str:
    unit = ONE_OF[Unit(fact.unit)][0] if fact.number == 1 else Unit(fact.unit).label
    return f"{in_figures(fact.number or 0)} {unit}"


def _term_in_letters(fact: Fact) -> str:
    if fact.number == 1:
        return ONE_OF[Unit(fact.unit)][1]
    return f"{in_letters(fact.number or 0)} {Unit(fact.unit).label}"


def _figures(amount: Decimal | None) -> str:
    return in_figures(amount or Decimal(0))


def _telephone_address(fact: Fact) -> str:
    found = telephones_of(fact.telephone)
    return found[0].href if found else ""


def _plain(words: Callable[[Fact], str]) -> Format:
    return lambda fact: FormattedFact(words(fact))


def _mail(fact: Fact) -> FormattedFact:
    return FormattedFact(fact.email, f"mailto:{fact.email}")


FORMATS: dict[Kind, dict[str, tuple[str, Format]]] = {
    Kind.TERM: {
        "lettere": ("in lettere", _plain(_term_in_letters)),
        "entro": ("entro, in cifre", _plain(lambda f: f"entro {_term(f)}")),
        "entro-lettere": ("entro, in lettere", _plain(lambda f: f"entro {_term_in_letters(f)}")),
        "numero": ("solo il numero", _plain(lambda f: in_figures(f.number or 0))),
    },
    Kind.AMOUNT: {
        "simbolo": ("con il segno", _plain(lambda f: f"{_figures(f.amount)} €")),
        "euro": ("con la parola", _plain(lambda f: f"{_figures(f.amount)} euro")),
        "numero": ("solo il numero", _plain(lambda f: _figures(f.amount))),
    },
    Kind.PLACE: {"riga": ("in una riga", _plain(lambda f: f.place))},
    Kind.TELEPHONE: {
        "link": ("da toccare", lambda f: FormattedFact(f.telephone, _telephone_address(f))),
        "numero": ("solo il numero", _plain(lambda f: f.telephone)),
    },
    Kind.EMAIL: {
        "link": ("da toccare", _mail),
        "testo": ("solo l’indirizzo", _plain(lambda f: f.email)),
    },
    Kind.PEC: {
        "link": ("da toccare", _mail),
        "testo": ("solo l’indirizzo", _plain(lambda f: f.email)),
    },
    Kind.LINK: {
        "link": ("collegamento", lambda f: FormattedFact(f.link_words, f.link)),
        "indirizzo": ("solo l’indirizzo", _plain(lambda f: f.link)),
        "testo": ("solo le parole", _plain(lambda f: f.link_words)),
    },
    Kind.TEXT: {"testo": ("il testo", lambda f: FormattedFact(f.words, is_markdown=True))},
}


def formats_of(fact: Fact) -> dict[str, tuple[str, Format]]:
    """{name: (what it is called, how it is written)}; a term's first is named by its unit."""
    own = FORMATS[Kind(fact.kind)]
    if fact.kind == Kind.TERM:
        return {fact.unit: ("in cifre", _plain(_term)), **own}
    return own


def first_format(fact: Fact) -> str:
    return next(iter(formats_of(fact)))


def said(fact: Fact, format: str) -> FormattedFact:
    """Raises KeyError for a format that its kind has not."""
    return formats_of(fact)[format or first_format(fact)][1](fact)


def words_of(fact: Fact, format: str) -> str:
    """The fact where only words fit."""
    one = said(fact, format)
    return markdown.plain_text(one.words) if one.is_markdown else one.words


def markdown_of(fact: Fact, format: str) -> str:
    """The fact as a piece of a Markdown text: its words are no markup, unless it is one."""
    one = said(fact, format)
    if one.is_markdown or (fact.kind == Kind.LINK and format == "indirizzo"):
        return one.words
    escaped = re.sub(SIGNS, r"\\\1", one.words)
    return f"[{escaped}](<{quote(one.address, safe=_SAFE)}>)" if one.address else escaped


_SAFE = ":/?#@!$&'*+,;=%~"
