"""Where links and pictures lead: what can only be broken on the page, and what helps nobody."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from guides.text import inner_links
from guides.text.commonmark import text
from guides.text.markdown_checks.problem import Problem, shown

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# "https//x", "https:/x", "https;//x", "https:x", "htps://x": https:// under hurried fingers.
NEARLY_HTTPS = re.compile(
    r"(?!https?://)(?:h+t*|t)tp{1,2}s{0,2}(?::+/{0,3}|[;.,]+/{1,3}|/{1,3})", re.IGNORECASE
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00a0\ufffd]")
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)", re.IGNORECASE)
NUMBER = re.compile(r"\+?[\d\s./()-]{5,}")
FILE_NAME = re.compile(
    r"(?:IMG|DSC|screenshot|schermata|image|foto)?[\w -]*\.(?:jpe?g|png|webp|gif)"
)
VAGUE_LINK_TEXTS = re.compile(
    "(a )?(link|quest[oa] (link|pagina|sito))|(clicca(ndo)?|guarda|leggi|vai|vedi)( qui)?|qui|"
    "leggi (di più|tutto)|continua( a leggere)?|scopri di più|pagina|sito"
)
USE = "scrivi un indirizzo intero, che può cominciare con https://, mailto:, tel: o /."


def problems(children: list[Token], line: int, is_kept: Callable[[str], bool]) -> Iterator[Problem]:
    opened = 0
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "link_open":
            opened = index
        elif child.type == "link_close":
            address = str(children[opened].attrs["href"])
            yield from _of_a_link(line, address, text(children[opened:index]).strip(), is_kept)
        elif child.type == "image":
            yield from _of_a_picture(line, str(child.attrs["src"]), text(child.children).strip())


def _of_a_link(
    line: int, address: str, words: str, is_kept: Callable[[str], bool]
) -> Iterator[Problem]:
    if words.startswith("^"):
        what = f"«[{shown(words)}]» sembra una nota a piè di pagina: qui non ci sono, scrivi la "
        yield Problem(line, f"{what}nota fra parentesi.", is_error=True)
    elif not address:
        what = f"il link «{shown(words)}» non ha un indirizzo: scrivilo fra le parentesi tonde."
        yield Problem(line, what, is_error=True)
    elif _scheme(address) == "http" and is_kept(f"https{address[4:]}") and _host(address):
        yield Problem(line, f"il link «{address}» non è sicuro e non sarà un link: usa https://.")
    elif wrong := _wrong_with(address, is_kept):
        yield Problem(line, f"il link «{shown(address)}» {wrong}", is_error=True)
    if not address or words.startswith("^"):
        return
    if not words:
        what = f"il link a «{shown(address)}» non ha un testo: scrivilo fra le parentesi quadre."
        yield Problem(line, what)
    elif VAGUE_LINK_TEXTS.fullmatch(" ".join(re.findall(r"\w+", words.lower()))):
        what = f"il testo del link «{words}» non dice dove porta: scrivi che cosa si trova lì."
        yield Problem(line, what)


def _wrong_with(address: str, is_kept: Callable[[str], bool]) -> str:
    """Why the address leads nowhere, "" when it may well lead somewhere."""
    plain, scheme = unquote(address), _scheme(address)
    if inner_links.is_followed(scheme):
        return ""  # whether it leads somewhere is known to guides.text.inner_links
    if NEARLY_HTTPS.match(address):
        return "non porta da nessuna parte: deve cominciare con «https://»."
    if INVISIBLE.search(plain) or plain != plain.strip():
        return "ha dentro uno spazio o un segno che non si vede: riscrivilo a mano."
    if not is_kept(address):
        return f"non sarà un link: {USE}"
    if scheme == "mailto" and not re.fullmatch(r"[^@\s?]+@[^@\s?]+\.[^@\s?]+(?:\?.*)?", plain[7:]):
        return "non è un indirizzo e-mail intero: si scrive «mailto:nome@esempio.it»."
    if scheme == "tel" and not re.fullmatch(r"\+?[\d\s./()-]+(?:;[\w=.-]+)?", plain[4:]):
        return "non è un numero di telefono: dopo «tel:» vanno solo cifre."
    if scheme == "https" and not _host(address):
        return "non ha un sito intero: dopo «https://» va un nome come «www.esempio.it»."
    return "" if scheme else _wrong_inside(plain)


def _wrong_inside(plain: str) -> str:
    """The same for an address without a scheme, which leads inside the site."""
    first = plain.strip("/").partition("/")[0]
    if plain.startswith("//"):
        return "" if HOST.fullmatch(first) else f"non porta da nessuna parte: {USE}"
    if plain.startswith("/") and (first[:4] in ("www.", "http") or first.endswith(":")):
        return "non porta da nessuna parte: togli la / in principio e comincia con «https://»."
    if plain[0] in "/#?" or plain.startswith(("./", "../")):
        return ""
    if "@" in plain:
        return f"è un indirizzo e-mail: scrivi «mailto:{shown(plain)}»."
    if NUMBER.fullmatch(plain):
        return f"è un numero di telefono: scrivi «tel:{shown(plain)}»."
    if HOST.fullmatch(first) or first.startswith("www."):
        return f"porta dentro questo sito: scrivi «https://{shown(plain)}»."
    return f"non porta da nessuna parte: {USE}"


def _of_a_picture(line: int, address: str, alternative: str) -> Iterator[Problem]:
    if not alternative:
        what = f"l’immagine «{shown(address)}» non ha un testo alternativo: scrivi fra le "
        yield Problem(line, f"{what}parentesi quadre che cosa mostra, per chi non la vede.")
    elif FILE_NAME.fullmatch(alternative):
        what = f"«{shown(alternative)}» è il nome di un file: scrivi che cosa si vede."
        yield Problem(line, what)
    if not address.startswith("/") or address.startswith("//"):
        what = f"l’immagine «{shown(address)}» non si vedrà: caricala qui, "
        what += "le immagini di altri siti non si mostrano."
        yield Problem(line, what, is_error=True)


def _scheme(address: str) -> str:
    found = SCHEME.match(address)
    return found[1].lower() if found else ""


def _host(address: str) -> bool:
    """Whether the address names a site in full."""
    try:
        return bool(HOST.fullmatch((urlsplit(address).hostname or "").rstrip(".")))
    except ValueError:  # a malformed IPv6 host
        return False
