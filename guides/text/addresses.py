"""One reading of an e-mail address and of a web host, before either is checked, counted or kept.

Domains are read by IDNA 2008 with the mappings of UTS #46 (the `idna` package): capitals,
full-width letters and accents end as the one ASCII name that the network knows, "faß.de" as
xn--fa-hia.de. Pure.
"""

import re
import unicodedata
from urllib.parse import unquote

import idna
from rapidfuzz.distance import OSA

from guides.text.canonical import in_one_line, without_invisible

LONGEST = 254  # RFC 5321, 4.5.3.1.3: a path is 256 octets with its angle brackets
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.IGNORECASE)
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]+")
# Names that never leave a network (RFC 6761, 6762, 8375, 9476; ICANN's .internal).
_NOWHERE = {"localhost", "localdomain", "local", "lan", "home", "internal", "invalid", "arpa"}
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|mailto:)", re.IGNORECASE)
_AROUND = " \t\"'«»“”‘’()[]<>,;:."
_HOST = re.compile(r"(?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63})+")

WHOLE = "Scrivi l’indirizzo per intero, per esempio nome@example.com."
# Whose mailboxes are one person's each: any other domain is one house's, which has all its names.
_PUBLIC = """
alice.it aruba.it email.it fastwebnet.it gmail.com gmx.com gmx.net hotmail.com hotmail.it icloud.com
inwind.it iol.it legalmail.it libero.it live.com live.it mac.com me.com msn.com outlook.com
outlook.it pec.it pec.aruba.it poste.it postecert.it proton.me tim.it tin.it tiscali.it virgilio.it
yahoo.com yahoo.it ymail.com
"""
PROVIDERS = frozenset(_PUBLIC.split())
# Those whose names nobody else's real one is a letter away from: «line.com» is not live.com's.
_SAFELY_KNOWN = """
alice.it fastwebnet.it gmail.com hotmail.com hotmail.it icloud.com inwind.it libero.it outlook.com
outlook.it tiscali.it virgilio.it yahoo.com yahoo.it
"""
_OFTEN_MISTYPED = _SAFELY_KNOWN.split()
_REAL_BESIDE = {"email.com", "gmx.com", "mail.com", "ymail.com"}  # a letter from gmail.com
_MISTYPED_ENDS = {
    **dict.fromkeys(["cim", "cm", "cmo", "co", "coim", "comm", "con", "cpm", "ocm", "om"], "com"),
    **dict.fromkeys(["i", "iit", "ir", "itt", "ot", "tit", "ut"], "it"),
}
_ONE_PROVIDER = {"googlemail.com": "gmail.com", "pm.me": "proton.me", "protonmail.com": "proton.me"}
_BLIND_TO_DOTS = {"gmail.com", "proton.me"}
ONLY_ONE = "Scrivi un solo indirizzo."
ODD_LETTER = "Prima della @ c’è «{}», che la posta non accetta: controlla l’indirizzo."
ODD_DOMAIN = "Dopo la @ c’è un nome che non può esistere: controlla come è scritto."
NOT_REACHABLE = "A questo indirizzo non possiamo scrivere: ne serve uno come nome@example.com."


class AddressRefused(ValueError):
    """An address that no letter of ours can reach; its text is an Italian sentence for the form."""


def email_address(typed: str) -> str:
    """The address that the typed text means; the part before the @ keeps its capitals.

    Raises AddressRefused. Our letters leave without SMTPUTF8 (RFC 6531), so what stands before the
    @ must be ASCII; a quoted one is refused too: nobody has it, and programs read it in many ways.
    """
    local, domain = _halves(_bare(typed))
    if odd := next((letter for letter in local if not letter.isascii()), None):
        raise AddressRefused(ODD_LETTER.format(odd))
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise AddressRefused(WHOLE)
    address = f"{local}@{_domain(domain)}"
    if len(address) > LONGEST:
        raise AddressRefused(WHOLE)
    return address


def as_kept(text: str) -> str:
    """The address as a row keeps it: one that is refused only in its canonical form."""
    try:
        return email_address(text)
    except AddressRefused:
        return in_one_line(text)


def mailbox(typed: str) -> str:
    """The same for every spelling of an address: what is counted and compared. "" for none."""
    return as_kept(typed).lower()


def owner(typed: str) -> str:
    """The same for every address that reaches one person: what bounds letters to a mailbox.

    «Anna.Rossi+prova@googlemail.com» is annarossi@gmail.com: a tag (RFC 5233) leads nowhere else,
    and some providers do not read the stops. Never written to; "" for no address.
    """
    local, at, domain = mailbox(typed).rpartition("@")
    domain = _ONE_PROVIDER.get(domain, domain)
    local = local.partition("+")[0] or local
    return (local.replace(".", "") if domain in _BLIND_TO_DOTS else local) + at + domain


def likely_meant(address: str) -> str:
    """The address with its provider's name spelt right, where one slip explains it; "" for none.

    «anna@gmial.com» reads as gmail.com, «anna@libero.ot» as libero.it. To be asked of the
    writer only: another domain may be real.
    """
    _, at, domain = mailbox(address).rpartition("@")
    if not at or domain in PROVIDERS | _REAL_BESIDE:
        return ""
    name, _, end = domain.rpartition(".")
    spelt = f"{name}.{_MISTYPED_ENDS.get(end, end)}"
    if spelt == "gmail.it":
        spelt = "gmail.com"
    for provider in _OFTEN_MISTYPED:
        top = provider[provider.rindex(".") :]
        if spelt.endswith(top) and OSA.distance(spelt, provider, score_cutoff=1) <= 1:
            return f"{address.rpartition('@')[0]}@{provider}"
    return ""


def host_of(typed: str) -> str:
    """The ASCII host of a web address or of a domain as typed, without `www.`; "" for none."""
    bare = _SCHEME.sub("", _wide(typed).strip())
    bare = re.split(r"[/?#\\]", bare.lstrip("/"), maxsplit=1)[0].rpartition("@")[2]
    return _ascii(re.sub(r":\d*$", "", bare)).removeprefix("www.")


def hosts_in(text: str) -> set[str]:
    """Every ASCII host that a text names, in a link or not: «bit.ly/abc», «https://casinò.it»."""
    return {_ascii(found).removeprefix("www.") for found in _HOST.findall(unquote(_wide(text)))}


def readable(host: str) -> str:
    """A host as people write it: xn--casin-uta.example is casinò.example."""
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _bare(typed: str) -> str:
    """What stands inside «Mario <mailto:mario@posta.it>,», in half-width letters."""
    text = _wide(in_one_line(typed)).replace("’", "'").strip()
    if inside := re.search(r"<([^<>]*@[^<>]*)>", text):
        text = inside[1]
    text = re.sub(r"^mailto:\s*", "", text.strip(_AROUND), flags=re.IGNORECASE).partition("?")[0]
    return re.sub(r"\s*@\s*", "@", text.strip(_AROUND))


def _halves(text: str) -> tuple[str, str]:
    if len(re.findall(r"[^\s@]@[^\s@]", text)) > 1 and re.search(r"[\s,;]", text):
        raise AddressRefused(ONLY_ONE)
    local, at, domain = text.rpartition("@")
    if not (local and at and domain) or "@" in local or re.search(r"\s", text):
        raise AddressRefused(WHOLE)
    return local, domain


def _domain(typed: str) -> str:
    if typed.startswith("[") or re.fullmatch(r"[\d.]+", typed):
        raise AddressRefused(NOT_REACHABLE)
    try:
        domain = idna.encode(typed.rstrip("."), uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise AddressRefused(ODD_DOMAIN) from None
    name, _, top = domain.rpartition(".")
    if top in _NOWHERE or (not name and domain in _NOWHERE):
        raise AddressRefused(NOT_REACHABLE)
    if not name or not _TOP.fullmatch(top):
        raise AddressRefused(WHOLE)
    return domain


def _ascii(host: str) -> str:
    """The host's ASCII form, in lower case; as it is when there can be no such host."""
    host = ".".join(label.strip("-_") for label in host.lower().strip(".").split("."))
    if host.isascii() and "xn--" not in host:
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return host


def _wide(text: str) -> str:
    """Full-width letters, signs and stops as plain ones (NFKC), without what nobody sees."""
    return unicodedata.normalize("NFKC", without_invisible(text)).replace("。", ".")
