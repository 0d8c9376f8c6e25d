"""The box of a form in which a datum is answered; what is missing or wrong is said in Italian."""

from django import forms
from django.core.exceptions import ValidationError

from guides.glossary.models import Datum, Kind
from guides.glossary.money import MoneyField
from guides.text.dates import in_words
from guides.text.day_field import EARLIEST, ISO, LATEST, DayFormField
from guides.text.fields import LineField, WordsField

SHORT, LONG = 160, 5000  # letters
EXAMPLE = "Giorno, mese e anno: per esempio 3/12/2026, o «3 dicembre 2026»."
MISSING = {
    Kind.DATE: "Scrivi il giorno: per esempio 3/12/2026.",
    Kind.MONEY: "Scrivi l’importo: per esempio 12,50.",
    Kind.CHOICE: "Scegli una risposta.",
    Kind.YES_NO: "Scegli una risposta.",
    Kind.SHORT: "Qui manca la risposta.",
    Kind.LONG: "Qui manca la risposta.",
}


def box_for(datum: Datum, *, required: bool = True) -> forms.Field:
    kind = Kind(datum.kind)
    return BOXES[kind](
        datum,
        label=datum.question,
        help_text=datum.help or (EXAMPLE if kind == Kind.DATE else ""),
        required=required,
        error_messages={"required": MISSING[kind]},
    )


class DayBox(forms.TextInput):
    """A day that came in an address is shown as Italians write it."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-day": True, "autocomplete": "off"})

    def format_value(self, value):
        parts = ISO.fullmatch(value) if isinstance(value, str) else None
        return f"{parts['d']}/{parts['m']}/{parts['y']}" if parts else value


def near_our_days(day) -> None:
    if not EARLIEST <= day <= LATEST:
        sentence = f"{in_words(day, 'Il')} è troppo lontano: controlla l’anno."
        raise ValidationError(sentence, code="year")


def _day(datum: Datum, **said) -> forms.Field:
    """Typed in words or figures: a script adds the calendar."""
    return DayFormField(widget=DayBox(), validators=[near_our_days], **said)


def _money(datum: Datum, **said) -> forms.Field:
    return MoneyField(**said)


def _choice(datum: Datum, **said) -> forms.Field:
    said["error_messages"]["invalid_choice"] = "Scegli una delle risposte."
    return forms.ChoiceField(choices=datum.answers, widget=forms.RadioSelect, **said)


def _short(datum: Datum, **said) -> forms.Field:
    said["error_messages"]["max_length"] = _too_long(SHORT)
    return LineField(max_length=SHORT, **said)


def _long(datum: Datum, **said) -> forms.Field:
    said["error_messages"]["max_length"] = _too_long(LONG)
    widget = forms.Textarea(attrs={"rows": 6})
    return WordsField(max_length=LONG, widget=widget, **said)


def _too_long(most: int) -> str:
    figures = f"{most:,}".replace(",", ".")
    return f"È troppo lungo: qui ci stanno {figures} caratteri, ne hai scritti %(show_value)d."


BOXES = {
    Kind.DATE: _day,
    Kind.MONEY: _money,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _choice,
    Kind.SHORT: _short,
    Kind.LONG: _long,
}
