"""An amount in euro as Italians write it: "12,50", "€ 1.234", "30 euro"."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

HOW = "Scrivi un importo in euro, per esempio 12,50."
MOST = Decimal(10_000_000)
AROUND = re.compile(r"^(?:€|euro|eur)\s*|\s*(?:€|euro|eur)$", re.IGNORECASE)
ITALIAN = re.compile(r"(?P<euro>\d{1,3}(?:[.\s']\d{3})+|\d+)(?:,(?P<cents>\d{1,2}))?")
WITH_A_POINT = re.compile(r"(?P<euro>\d+)\.(?P<cents>\d{1,2})")


def amount_in(text: str) -> Decimal:
    """Raises ValidationError with a sentence when it is no amount."""
    written = text.replace("’", "'").strip().rstrip(" .,;")  # a telephone adds a full stop
    bare = AROUND.sub("", written)
    found = ITALIAN.fullmatch(bare) or WITH_A_POINT.fullmatch(bare)
    if found is None:
        raise ValidationError(HOW, code="invalid")
    euro, cents = re.sub(r"\D", "", found["euro"]), found["cents"] or "0"
    if len(euro) > 8 or int(euro) >= MOST:
        raise ValidationError("È troppo: controlla l’importo.", code="big")
    return Decimal(f"{int(euro)}.{int(cents.ljust(2, '0')):02d}")


class MoneyField(forms.DecimalField):
    """Typed in one line, read as an amount."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return amount_in(value)
        return super().to_python(value)

    def widget_attrs(self, widget) -> dict:
        return {}
