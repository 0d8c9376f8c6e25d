"""Text as the guard compares it: same letters whatever the disguise."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'\])]+", re.IGNORECASE)
HOST = re.compile(r"^(?:https?://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


def plain(text: str) -> str:
    """Fold case, width, accents and invisible characters (Unicode NFKD, UAX #15)."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        letter for letter in decomposed if unicodedata.category(letter) not in {"Mn", "Cf"}
    )


def words(text: str) -> list[str]:
    """The folded words of a text in their order, links left out."""
    return WORD.findall(plain(LINK.sub(" ", text)))


def links(text: str) -> list[str]:
    """The web addresses written in a text, as written."""
    return LINK.findall(text)


def host(link: str) -> str:
    """The lower-case host of a web address, without `www.`; "" when there is none."""
    found = HOST.match(link.strip())
    return found.group(1).lower().rstrip(".").removeprefix("www.") if found else ""
