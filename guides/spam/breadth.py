"""A blocked term that would put aside what nearly everybody writes. Pure."""

import re

from guides.text.addresses import AddressRefused, email_address

FEWEST_LETTERS = 3
# Three letters and more, in most Italian texts; a phrase that holds them is fine.
IN_EVERY_TEXT = frozenset(
    re.findall(
        r"\w+",
        """
        agli alla alle allo anche ancora and anni anno avete aveva avevo avuto bene buongiorno
        casa che chi ciao come con cosa cui dagli dai dal dalla dalle degli dei del della delle
        dello deve devo dopo dove due era erano essere fare fatto for gia giorni giorno gli
        grazie hai hanno loro lui mai mese mesi mia mie miei mio molto nel nella nelle nessun
        nessuno niente noi non nostro nulla oggi ogni ora ordine pacco per perche pero piu poco
        poi possibile prima problema puo qualcosa quale quando quanto quasi quel quella quello
        questa queste questi questo qui rimborso salve sempre senza servizio sia siamo solo sono
        sta stata stati stato sua sue sul sulla suo suoi tanto telefono tempo the tre tutta
        tutte tutti tutto una uno vero via voi volta volte vostro you
        """,
    )
)


def too_wide(kind: str, term: str) -> str:
    """Why the normalised term cannot be blocked, in Italian; "" when it can."""
    if not term:
        return "Scrivi almeno una lettera o una cifra."
    if kind == "word":
        return _word_too_wide(term)
    if kind == "address":
        return _no_address(term)
    if "." not in term:
        return "Scrivi il dominio per intero, per esempio esempio.com."
    return ""


def _word_too_wide(term: str) -> str:
    if len(term) < FEWEST_LETTERS:
        return (
            "Una parola così corta sta in troppi testi onesti, che finirebbero nello spam: "
            f"servono almeno {FEWEST_LETTERS} lettere, oppure un’espressione."
        )
    if term in IN_EVERY_TEXT:
        return (
            f"«{term}» sta in quasi ogni testo, che finirebbe nello spam: "
            "scrivi un’espressione più lunga."
        )
    return ""


def _no_address(term: str) -> str:
    if "@" not in term:
        return "Un indirizzo e-mail contiene una chiocciola (@)."
    try:
        email_address(term)
    except AddressRefused as refused:
        return str(refused)
    return ""
