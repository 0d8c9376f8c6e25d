"""Telephone numbers in a text, each with what a telephone dials. Pure.

The plans of numbers are the `phonenumbers` package's: Italy's, and of every other country where the
number has its prefix. It knows dates, hours and extensions; what only Italian words around a
number tell (a VAT number, an order, an amount) is here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher
from stdnum import ean
from stdnum.it import iva

HERE = "IT"
# Addresses, days and hours have digits of their own: they are looked past.
PASSED_BY = re.compile(
    r"(?:https?://|www\.)\S+|(?<![^\s(<,;:])[^\s@(<,;:]{1,64}@\S+|"
    r"(?<![\w./-])\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:(?:19|20)\d\d|\d\d)(?![./-]?\d)|"
    r"(?<![\w.,/-])[012]?\d[.:]?[0-5]\d\s?[-–/]\s?[012]?\d[.:]?[0-5]\d(?![.,/-]?\d)",
    re.IGNORECASE,
)
# What stands right before a number that is no telephone's, with "n.", ":" or "è" between.
_NO_TELEPHONES = (
    r"p\.?\s?iva", "partita iva", "iva", r"c\.?\s?f\.?", "codice a barre", "numero cliente",
    "numero utente", "ean", "isbn", "gtin", "asin", "sku", "cap", "rea", "pod", "pdr", "iban",
    "ordin[ei]", "spedizione", "pacco", "tracking", "tracciamento", "lettera di vettura", "pratica",
    "fattura", "bolletta", "scontrino", "contratto", "polizza", "protocollo", "ticket", "imei",
    "segnalazione", "reclamo", "matricola", "seriale", "serial number", "modello", "conto",
    "codice", "codice (?:fiscale|cliente|utente)",
)  # fmt: skip
_LABEL = re.compile(
    rf"(?:\b(?:{'|'.join(_NO_TELEPHONES)})|[€$£])"
    r"(?:\W{0,3}(?:n|nr|num|numero|è|era|id|del|della|nº|n°)\b)?\W{0,3}$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s?(?:[€$£%]|(?:euro?|kwh|smc|mc|km|kg|gb|mb|punti)\b)", re.IGNORECASE)
# A number right beside a word («cell333 1234567grazie») and two with only a space between.
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ]{2})[a-zà-ÿ](?=[+03]\d)|(?<=\d{6})[a-zà-ÿ](?=[a-zà-ÿ]{2})|"
    r"(?<=\d{6})[ \u00a0](?=3\d\d|0\d)|"
    r"(?<=\b\d{3} \d{3} \d{3})[ ](?=\d{3} \d{3} \d{3}\b)|(?<=\b\d{3} \d{3} \d{4})[ ](?=[038]\d)"
)
_SAME_LINES = re.compile(r"(?<=\d{4})\s?[/-]\d{1,2}$")  # 06 1234567/8: two lines, the first to dial
_SHORT = re.compile(
    r"(?:\b(?:chiam|telefon|compon|digit)\w*|\bnumero(?: verde| unico| gratuito| breve)?|\btel\.?)"
    r"(?:\s(?:il|lo|al|allo|l[’']|numero|gratis|subito))*[\s:]{1,2}(\d{3,6})\b(?![.,/-]?\d)",
    re.IGNORECASE,
)
_SHORT_ALONE = re.compile(r"(?<![\w.,/-])(?<!\d )\d{3,6}(?![\w/-]|[., ]\d)")
_WHOLE = re.compile(r"(?<![\w-])(?<!\d[ ./-])@(?![\w-]|[ ./-]\d)")


@dataclass(frozen=True)
class Telephone:
    """A number as written, where it stands in the text, and the digits to dial."""

    shown: str
    start: int
    dialled: str

    @property
    def end(self) -> int:
        return self.start + len(self.shown)

    @property
    def href(self) -> str:
        return f"tel:{self.dialled}"


def telephones_in(text: str) -> list[Telephone]:
    """The numbers that can be called, in order; short ones (187) only where one is told to call."""
    seen = _GLUED.sub("¶", PASSED_BY.sub(lambda found: "¶" * len(found[0]), text))
    found = [_telephone(m) for m in _valid_in(seen) if _is_called(m, seen)]
    short = [Telephone(m[1], m.start(1), m[1]) for m in _SHORT.finditer(seen)]
    taken = {n for one in found for n in range(one.start, one.end)}
    return sorted([*found, *(s for s in short if s.start not in taken)], key=lambda t: t.start)


def telephones_of(value: str) -> list[Telephone]:
    """The numbers of a field that holds a telephone and nothing else: «800 123 456 (lun-ven)»."""
    seen = _GLUED.sub("¶", value)
    for leniency in (Leniency.VALID, Leniency.POSSIBLE):
        matches = PhoneNumberMatcher(seen, HERE, leniency=leniency)
        if found := [_telephone(match) for match in matches if _is_whole(match, seen)]:
            return found
    short = _SHORT_ALONE.search(seen)
    return [Telephone(short[0], short.start(), short[0])] if short else []


def linked(text: str, telephones: list[Telephone]) -> list[tuple[str, str]]:
    """The text cut in (words, where they lead) pairs; "" for those that lead nowhere."""
    parts, done = [], 0
    for one in telephones:
        parts += [(text[done : one.start], ""), (one.shown, one.href)]
        done = one.end
    return [(words, href) for words, href in [*parts, (text[done:], "")] if words]


def is_labelled(text: str, place: int) -> bool:
    """True when the words before say that what begins there is an order, a VAT number, a price."""
    return bool(_LABEL.search(text[max(0, place - 40) : place]))


def _valid_in(text: str) -> Iterator[PhoneNumberMatch]:
    return iter(PhoneNumberMatcher(text, HERE, leniency=Leniency.VALID))


def _is_whole(match: PhoneNumberMatch, text: str) -> bool:
    """False for the end of a longer row of digits: a wrong number is worse than none."""
    around = f"{text[max(0, match.start - 2) : match.start]}@{text[match.end : match.end + 2]}"
    return bool(_WHOLE.search(around))


def _telephone(match: PhoneNumberMatch) -> Telephone:
    number, shown = match.number, match.raw_string
    if number.extension:
        shown = re.sub(rf"\D*{number.extension}$", "", shown)
    if lines := _SAME_LINES.search(shown):
        shown = shown[: lines.start()]
        number = phonenumbers.parse(shown, HERE)
    if shown.startswith(("+", "00")):
        dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    else:
        dialled = phonenumbers.national_significant_number(number)
    return Telephone(shown, match.start, dialled)


def _is_called(match: PhoneNumberMatch, text: str) -> bool:
    """False for a number that its digits or the words around it say is something else's."""
    written = match.raw_string
    if is_labelled(text, match.start) or _UNIT.match(text, match.end):
        return False
    return not (iva.is_valid(written) if len(written) == 11 else ean.is_valid(written))
