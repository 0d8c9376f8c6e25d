"""The dossier of a letter to an authority: the headings of its own form, to be copied."""

from collections.abc import Iterator

from django import forms
from django.db import models

from guides.letters.plain import blocks_as_text, blocks_in, lines_in
from guides.letters.sheet import Dossier, Event, Part, Sheet
from guides.text.fields import CharField, LineField, TextField, WordsField

MOST_EVENTS = 60
LONG = 6_000
TOO_LONG = "È troppo lungo: qui ci stanno 6.000 caratteri."


class DossierScheme(models.Model):
    """The form of an authority, or of a body, that wants a case told its way."""

    name = CharField("nome", max_length=80, unique=True, help_text="«ConciliaWeb».")
    authority = models.ForeignKey(
        "guides.Authority",
        models.SET_NULL,
        related_name="dossiers",
        null=True,
        blank=True,
        verbose_name="autorità",
    )
    topics = models.ManyToManyField(
        "guides.Topic",
        related_name="+",
        blank=True,
        verbose_name="argomenti",
        help_text="Lo offriamo dopo le lettere di questi argomenti.",
    )
    headings = TextField(
        "titoli",
        max_length=3_000,
        help_text="Uno per riga, nell’ordine e con le parole del loro modulo. Dopo «=» si può dire "
        "che cosa ci va della lettera: mittente, destinatario, oggetto o testo. «I fatti = testo».",
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "schema di fascicolo"
        verbose_name_plural = "schemi di fascicolo"

    def __str__(self) -> str:
        return self.name

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(heading, which box of the letter fills it, "" for none)."""
        lines = (line.partition("=") for line in self.headings.split("\n") if line.strip())
        return [(heading.strip(), filled.strip().lower()) for heading, _, filled in lines]


class DossierForm(forms.Form):
    """A box for each heading, then the days, the evidence and the next step."""

    def __init__(self, data, scheme: DossierScheme, letter: dict[str, str] | None = None) -> None:
        super().__init__(data, auto_id="fascicolo_%s", label_suffix="")
        said = {"max_length": TOO_LONG}
        for number, (heading, filled) in enumerate(scheme.parts):
            self.fields[f"parte{number}"] = WordsField(
                label=heading,
                required=False,
                max_length=LONG,
                error_messages=said,
                initial=(letter or {}).get(filled, ""),
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        self.parts = list(self.fields)
        self.fields["cronologia"] = WordsField(
            label="Che cosa è successo, giorno per giorno",
            help_text="Una riga per fatto: «3 novembre 2026: ho ordinato le cuffie».",
            **_long(),
        )
        self.fields["prove"] = WordsField(
            label="Le prove che hai",
            help_text="Una per riga.",
            initial=(letter or {}).get("allegati", ""),
            **_long(),
        )
        self.fields["passo"] = LineField(label="Il prossimo passo", required=False, max_length=240)
        self.fields["entro"] = LineField(label="Entro quando", required=False, max_length=60)

    def sheet(self, written: Sheet, scheme: DossierScheme) -> Sheet:
        """The dossier as it goes on paper."""
        said = self.cleaned_data
        headings = [heading for heading, _ in scheme.parts]
        filled = zip(headings, (said[name] for name in self.parts), strict=True)
        return Sheet(
            title=f"Fascicolo per {scheme.name}: {written.title}",
            blocks=(),
            dossier=Dossier(
                parts=tuple(Part(h, blocks_in(words)) for h, words in filled if words),
                chronology=tuple(_events(said["cronologia"]))[:MOST_EVENTS],
                evidence=lines_in(said["prove"]),
                next_step=said["passo"],
                next_step_by=said["entro"],
            ),
        )


def _long() -> dict:
    box = forms.Textarea(attrs={"rows": 5})
    said = {"max_length": TOO_LONG}
    return {"required": False, "max_length": LONG, "error_messages": said, "widget": box}


def _events(text: str) -> Iterator[Event]:
    """«3/11/2026: ho ordinato»; a line without a day goes under none."""
    for line in lines_in(text):
        day, colon, what = line.partition(": ")
        has_day = bool(colon) and len(day) <= 40
        yield Event(day.strip(), what.strip()) if has_day else Event("", line)


def as_text(sheet: Sheet) -> str:
    """The whole dossier, for a file."""
    dossier = sheet.dossier or Dossier()
    parts = [sheet.title.upper()]
    parts += [f"{part.heading}\n\n{blocks_as_text(part.blocks)}" for part in dossier.parts]
    days = [f"- {event.day}: {event.what}".replace("- : ", "- ") for event in dossier.chronology]
    parts += ["Cronologia\n\n" + "\n".join(days)] if days else []
    proofs = "\n".join(f"- {one}" for one in dossier.evidence)
    parts += [f"Prove\n\n{proofs}"] if proofs else []
    by = f" (entro {dossier.next_step_by})" if dossier.next_step_by else ""
    parts += [f"Il prossimo passo\n\n{dossier.next_step}{by}"] if dossier.next_step else []
    return "\n\n".join(parts) + "\n"
