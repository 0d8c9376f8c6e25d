"""The letter as a reader has it in hand: each of its parts can still be changed."""

from dataclasses import replace
from urllib.parse import quote

from django import forms
from django.http import QueryDict

from guides.glossary.boxes import MISSING, near_our_days
from guides.glossary.models import Kind
from guides.letters.plain import blocks_as_text, blocks_in, lines_in, message
from guides.letters.sheet import Sheet
from guides.text.day_field import DayFormField
from guides.text.fields import LineField, WordsField

LONG, SHORT = 20_000, 240
DAY = "Giorno, mese e anno: per esempio 3/12/2026."
TYPED = forms.TextInput(attrs={"data-day": True, "autocomplete": "off"})
MAILTO = 1_900  # letters of an address that every mail program takes
TOO_LONG = "È troppo lungo: qui ci stanno {} caratteri."


def _words(label: str, rows: int, most: int = 1_500, **more) -> WordsField:
    said = {"max_length": TOO_LONG.format(f"{most:,}".replace(",", "."))}
    said["required"] = "Il testo della lettera è vuoto."
    box = forms.Textarea(attrs={"rows": rows})
    return WordsField(label=label, max_length=most, widget=box, error_messages=said, **more)


def _line(label: str, **more) -> LineField:
    said = {"max_length": TOO_LONG.format(SHORT)}
    return LineField(label=label, max_length=SHORT, required=False, error_messages=said, **more)


class SheetForm(forms.Form):
    """The parts of a letter, in its order; `risposte` carries what is not personal."""

    mittente = _words("Chi scrive", 3, required=False)
    data = _line("Luogo e data")
    destinatario = _words("A chi", 3, required=False)
    canale = _line("Come la invii")
    oggetto = _line("Oggetto")
    testo = _words(
        "Testo",
        16,
        LONG,
        help_text="Lascia una riga vuota fra un capoverso e l’altro.",
    )
    allegati = _words("Che cosa alleghi", 3, required=False, help_text="Una cosa per riga.")
    firma = _line("Firma")
    risposte = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"auto_id": "lettera_%s", "label_suffix": ""} | kwargs)

    @classmethod
    def of(cls, sheet: Sheet, answers: str = "") -> "SheetForm":
        """Filled in with a letter just written."""
        return cls(
            initial={
                "mittente": "\n".join(sheet.sender),
                "data": sheet.place_and_day,
                "destinatario": "\n".join(sheet.recipient),
                "canale": sheet.channel,
                "oggetto": sheet.subject,
                "testo": blocks_as_text(sheet.blocks),
                "allegati": "\n".join(sheet.attachments),
                "firma": sheet.signature,
                "risposte": answers,
            }
        )

    def sheet(self, written: Sheet) -> Sheet:
        """`written` with the words that are in the boxes now."""
        said = self.cleaned_data
        return replace(
            written,
            sender=lines_in(said["mittente"]),
            place_and_day=said["data"],
            recipient=lines_in(said["destinatario"]),
            channel=said["canale"],
            subject=said["oggetto"],
            blocks=blocks_in(said["testo"]),
            attachments=lines_in(said["allegati"]),
            signature=said["firma"],
        )

    @property
    def answers(self) -> QueryDict:
        """What the reader answered that is not personal."""
        return QueryDict(self["risposte"].value() or "")


class SentForm(forms.Form):
    """The day on which a letter was sent."""

    inviata = DayFormField(
        label="Quando l’hai inviata?",
        help_text=DAY,
        widget=TYPED,
        validators=[near_our_days],
        error_messages={"required": MISSING[Kind.DATE]},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"auto_id": "giorno_%s", "label_suffix": ""} | kwargs)


def mailto(sheet: Sheet) -> str:
    """An address that opens the letter in the reader's own mail; "" when it would not fit."""
    to = sheet.channel.rpartition(" ")[2] if "@" in sheet.channel else ""
    written = f"mailto:{quote(to, safe='@')}?subject={_said(sheet.subject)}&body="
    address = written + _said(message(sheet).replace("\n", "\r\n"))
    return address if len(address) <= MAILTO else ""


def _said(words: str) -> str:
    return quote(words, safe="")
