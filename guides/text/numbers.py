"""Whole numbers in Italian words, and as somebody else wrote them. Pure."""

from decimal import Decimal

_SMALL = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
    "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto",
    "diciannove",
)  # fmt: skip
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta",
         "novanta")  # fmt: skip
MOST = 999_999


def in_letters(number: int) -> str:
    """«quattordici», «ventuno», «ventitré», «centottanta»; figures past MOST."""
    if not 0 <= number <= MOST:
        return str(number)
    words = _words(number)
    return f"{words[:-3]}tré" if number > 3 and words.endswith("tre") else words


def _words(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _joined(_TENS[tens], unit)
    if number < 1_000:
        hundreds, rest = divmod(number, 100)
        head = "cento" if hundreds == 1 else f"{_SMALL[hundreds]}cento"
        # «centottanta», «centotto», but «centouno»
        return (head[:-1] if rest == 8 or 80 <= rest < 90 else head) + (
            _words(rest) if rest else ""
        )
    thousands, rest = divmod(number, 1_000)
    head = "mille" if thousands == 1 else f"{_words(thousands)}mila"
    return head + (_words(rest) if rest else "")


def _joined(tens: str, unit: int) -> str:
    """«ventuno» and «ventotto» lose a vowel."""
    if not unit:
        return tens
    return (tens[:-1] if unit in (1, 8) else tens) + _SMALL[unit]


def in_figures(amount: Decimal | int) -> str:
    """«1.500» and «7,50»: cents only when there are some."""
    digits = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return digits.translate(str.maketrans(",.", ".,"))


def whole_number(text: str, *, figures: int = 18) -> int | None:
    """The number that somebody else wrote; None for what is none, or has more figures.

    Not only `isdigit`: «²» is a digit to Python, and no number.
    """
    is_one = text.isascii() and text.isdigit() and len(text) <= figures
    return int(text) if is_one else None
