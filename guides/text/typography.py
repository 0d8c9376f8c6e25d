"""What must stay on one line stays there: a number with its unit, "art." with its number. Pure."""

import re

NO_BREAK = "\u00a0"
SIGNS = "€ % ‰ ° °C kg g mg km m cm mm m² m³ smc mc kWh kW W GB MB KB Mbit/s h min GHz"
WORDS = """
euro centesimi giorno giorni ora ore minuti secondi settimana settimane mese mesi anno anni volte
chilometri metri chili grammi litri gennaio febbraio marzo aprile maggio giugno luglio agosto
settembre ottobre novembre dicembre
"""
BEFORE = "art artt n nn c co pag pagg p par lett cap all sez cfr tel"
UNIT = "|".join(map(re.escape, sorted([*SIGNS.split(), *WORDS.split()], key=len, reverse=True)))
AFTER_A_NUMBER = re.compile(rf"(?<=[\d°º]) (?=(?:{UNIT})(?![\w%°]))")
BEFORE_A_NUMBER = re.compile(rf"(?<![\w.])((?:{'|'.join(BEFORE.split())})\.) (?=\d)", re.IGNORECASE)
CURRENCY = re.compile(r"(?<=€) (?=\d)")
DIGIT = re.compile(r"\d")
INNER_QUOTES = str.maketrans("«»", "“”")
OPENING_UNIT = re.compile(rf"^ (?=(?:{UNIT})(?![\w%°]))")


def unbroken(text: str, *, after: str = "") -> str:
    """The text with no-break spaces where a line must not end.

    `after` is what stands right before it, as "25" in bold before " euro".
    """
    if after[-1:].isdigit():
        text = OPENING_UNIT.sub(NO_BREAK, text)
    if not DIGIT.search(text):
        return text
    text = CURRENCY.sub(NO_BREAK, AFTER_A_NUMBER.sub(NO_BREAK, text))
    return BEFORE_A_NUMBER.sub(rf"\1{NO_BREAK}", text)


def quoted(words: str) -> str:
    """In «guillemets»; what was between them already is between “others”."""
    return f"«{words.translate(INNER_QUOTES)}»"
