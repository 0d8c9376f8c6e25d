"""Personal data that somebody may have written without thinking.

It warns, it never refuses: a pattern cannot know whose number it is. Codes with a check digit are
checked by python-stdnum, telephone numbers by the plans of numbers (telephones.py). Rooms that know
what is public register it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from stdnum import iban, luhn
from stdnum.it import codicefiscale

from guides.text.addresses import as_kept
from guides.text.canonical import canonical
from guides.text.telephones import is_labelled, telephones_in, telephones_of


@dataclass(frozen=True)
class Found:
    """What it seems to be, in Italian with its article, the words, and where they begin."""

    what: str
    words: str
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.words)


_published: list[Callable[[], Iterable[str]]] = []


def register_public(values: Callable[[], Iterable[str]]) -> None:
    """Register telephone numbers and addresses that are public: none of them is personal data."""
    _published.append(values)


class Public:
    """What is public, asked for once, and only when something may be it."""

    @cached_property
    def keys(self) -> set[str]:
        return {key for values in _published for value in values() for key in _keys(value)}


def personal_data_in(text: str, *, public: Public | None = None) -> list[Found]:
    """What in the canonical `text` looks like somebody's, in the order of the text.

    Many texts of one page share a `Public`.
    """
    text, public = canonical(text), public or Public()
    seen, found = _comparable(text), []
    for what, places in KINDS:
        for start, end in places(seen):
            found.append(Found(what, text[start:end], start))
            seen = seen[:start] + "¶" * (end - start) + seen[end:]
    kept = [one for one in found if not _is_public(one, public)]
    return sorted(kept, key=lambda one: one.start)


def personal_data_in_all(texts: Iterable[str], *, public: Public | None = None) -> list[Found]:
    """What several texts hold, each words once."""
    public = public or Public()
    found = (one for text in texts for one in personal_data_in(text or "", public=public))
    return list({one.words: one for one in found}.values())


def marked(html: str, found: Iterable[Found]) -> str:
    """The HTML, already escaped, with what was found in <mark>; its tags are left alone."""
    words = sorted({escape(one.words) for one in found}, key=len, reverse=True)
    if not words:
        return html
    parts = re.compile("<[^>]*>|" + "|".join(map(re.escape, words)))
    return parts.sub(lambda part: part[0] if part[0][0] == "<" else f"<mark>{part[0]}</mark>", html)


def hidden(text: str) -> str:
    """The text with … for whatever looks like somebody's, public or not; no database is asked."""
    seen = _comparable(text)
    for _, places in KINDS:
        for start, end in reversed(list(places(seen))):
            seen = f"{seen[:start]}…{seen[end:]}"
            text = f"{text[:start]}…{text[end:]}"
    return text


def _comparable(text: str) -> str:
    """Letter by letter: any space as a space, any hyphen as a hyphen, addresses of pages masked."""
    same = "".join(" " if c in "\u00a0\u202f\u2007" else "-" if _is_dash(c) else c for c in text)
    wide = "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in same)
    return RUN.sub(_without_pages, wide) if PAGE.search(wide) else wide


def _without_pages(run: re.Match[str]) -> str:
    """Masked where no @ follows: what does with one is a mailbox («www.rossi@posta.example»)."""
    before, at, after = run[0].rpartition("@")
    return before + at + PAGE.sub(lambda page: "¶" * len(page[0]), after)


def _is_dash(letter: str) -> bool:
    return letter > "\u007f" and (unicodedata.category(letter) == "Pd" or letter == "−")


def _is_public(one: Found, public: Public) -> bool:
    return one.what in (TELEPHONE, EMAIL) and not public.keys.isdisjoint(_keys(one.words))


def _keys(value: str) -> Iterator[str]:
    if "@" in value:
        yield as_kept(value).lower()
    yield from (one.dialled.removeprefix("+39") for one in telephones_of(value))


# --- the kinds, the longer first: what one has taken, the next does not see ----------------------

EMAIL, TELEPHONE = "un indirizzo e-mail", "un numero di telefono"
# Each letter is looked at once, however many «www.» stand in a run: whoever sends a form says them.
RUN = re.compile(r"\S+")
PAGE = re.compile(r"(?:https?://|www\.)[^\s<>\"«»@]+", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}\s?(?:@|[(\[]\s?(?:at|chiocciola)\s?[)\]]|\schiocciola\s)\s?"
    r"[\w-]{1,63}(?:(?:\.|\s?[(\[]dot[)\]]\s?|\spunto\s)[\w-]{2,63}){1,8}",
    re.IGNORECASE,
)
# Mailboxes of an office, which no person is behind.
_OFFICE = re.compile(
    r"(?:info|assistenza|assistance|supporto|support|service|serviz|custom|client|help|reclam|"
    r"claim|refund|rimbors|privacy|dpo|rpd|legal|no-?_?reply|noreply|donotreply|non-?risp|mailer|"
    r"postmaster|webmaster|admin|amministrazione|contabil|fattur|billing|ordin|order|vendit|sales|"
    r"shop|store|negozi|spediz|shipping|resi\b|return|contatt|contact|redazione|stampa|press|"
    r"segreteria|protocollo|urp|ufficio|comunica|newsletter|notific|conciliaz|sportello|direzione|"
    r"abuse|security|sicurezza|phishing|frod|segnalaz|pec\b|posta\b|mail\b|team|staff|hello|ciao\b)",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE
)
_ITALIAN_IBAN = re.compile(r"(?:IT|SM)\d\d[A-Z]\d{10}[A-Z0-9]{12}")
_TAX_CODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{3}[ .-]?[A-Z]{3}[ .-]?"
    r"(?:[0-9LMNPQRSTUV][ .-]?){2}[ABCDEHLMPRST][ .-]?(?:[0-9LMNPQRSTUV][ .-]?){2}"
    r"[A-Z][ .-]?(?:[0-9LMNPQRSTUV][ .-]?){3}[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)
_SAYS_TAX_CODE = re.compile(r"(?:codice fiscale|cod\. ?fisc\.?|\bc\.? ?f\.?)\W{0,3}(?:è\s)?$", re.I)
_CARD = re.compile(r"(?<![\w])(?<!\d[.,-])\d(?:[ .-]{0,3}\d){12,18}(?![\w]|[.,-]\d)")
# Visa, Mastercard, American Express, Diners, Maestro (ISO/IEC 7812: the issuer's first digits).
_ISSUER = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|"
    r"3(?:0[0-5]|[68]\d)\d{11}|(?:50|5[6-9]|6\d)\d{11,17}"
)
_SAID = re.compile(
    r"\b(?P<what>targa(?:ta)?|carta d[’'] ?identità|passaporto|patente)\b"
    r"(?:\s(?:n|nr|numero|è|della|mia|auto|macchina|del|mio)\b\.?)*\W{0,3}"
    r"(?P<code>(?=(?:[A-Z ]{0,11}\d){3})[A-Z]{1,2} ?\d[A-Z0-9 ]{3,7}[A-Z0-9])\b",
    re.IGNORECASE,
)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _EMAIL.finditer(text) if not _OFFICE.match(m[0].lstrip("'.-")))


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        if whole := next((one for one in _beginnings(match[0]) if _is_iban(one)), None):
            yield match.start(), match.start() + len(whole)


def _is_iban(words: str) -> bool:
    """One of ours with a slip in its digits is still one: nothing else is made so."""
    written = re.sub(r"[ .-]", "", words).upper()
    return bool(_ITALIAN_IBAN.fullmatch(written)) or iban.is_valid(written)


def _beginnings(words: str) -> Iterator[str]:
    """An IBAN runs into the words after it: «IT60 X054 … 456 e poi»."""
    ends = [*(gap.start() for gap in re.finditer(r"[ .-]", words)), len(words)]
    return (words[:end] for end in reversed(ends) if end >= 15)


def _tax_codes(text: str) -> Iterator[tuple[int, int]]:
    for match in _TAX_CODE.finditer(text):
        is_said = _SAYS_TAX_CODE.search(text[max(0, match.start() - 30) : match.start()])
        if is_said or codicefiscale.is_valid(re.sub(r"[ .-]", "", match[0])):
            yield match.span()


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        is_card = _ISSUER.fullmatch(digits) and luhn.is_valid(digits) and len(set(digits)) > 1
        if is_card and not is_labelled(text, match.start()):
            yield match.span()


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    for one in telephones_in(text):
        if not _is_a_service(one.dialled.removeprefix("+39")):
            yield one.start, one.end


def _is_a_service(dialled: str) -> bool:
    """Help lines, free and premium numbers: 800, 803, 840, 89…, 199, 187, 112."""
    return len(dialled) <= 5 or (dialled[0] in "18" and not dialled.startswith("+"))


def _said(text: str) -> Iterator[tuple[int, int]]:
    return (match.span("code") for match in _SAID.finditer(text))


KINDS: list[tuple[str, Callable[[str], Iterator[tuple[int, int]]]]] = [
    (EMAIL, _emails),
    ("un IBAN", _ibans),
    ("un codice fiscale", _tax_codes),
    ("il numero di una carta", _cards),
    ("una targa o un documento", _said),
    (TELEPHONE, _telephones),
]
