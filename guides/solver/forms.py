"""The form of a guided way at the desk: its words, and where each answer leads."""

from django import forms
from django.core.exceptions import ValidationError

from guides.glossary.models import Datum
from guides.pages.once import made_or_changed
from guides.solver.drafting import ASKED
from guides.solver.models import FlowAnswer, FlowOutcome, FlowQuestion
from guides.text.fields import LineField
from guides.text.typography import quoted

NOWHERE = ("", "— ancora da nessuna parte —")
A_NEW_ONE = "e:nuovo"
MOST_LETTERS = FlowOutcome._meta.get_field("title").max_length or 0
CHANGED_MEANWHILE = (
    "Non abbiamo ancora salvato: qualcun altro, o tu in un’altra finestra, ha salvato questo "
    "percorso mentre ci lavoravi. Qui c’è quello che hai scelto tu. Per tenerlo premi ancora "
    "«Salva», se no ricarica la pagina."
)


class SeenField(forms.IntegerField):
    """The count of saves that the editor had in front of them: never a change of theirs."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data) -> bool:
        return False


class FlowForm(forms.ModelForm):
    seen = SeenField(required=False, label="")
    new_outcome = LineField(
        required=False,
        max_length=100,
        label="Titolo di un esito nuovo",
        help_text="Compare fra gli esiti appena salvi, e puoi scegliere chi ci arriva.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = self._rows()
        self.initial["seen"] = self.instance.revision
        taken = {row.datum.key for row in self.rows}
        data = Datum.objects.filter(is_personal=False, kind__in=ASKED).order_by("question")
        self.data_by_key = {datum.key: datum for datum in data} | {
            row.datum.key: row.datum for row in self.rows
        }
        ours = [(f"q:{row.datum.key}", row.datum.question) for row in self.rows]
        others = [(f"q:{d.key}", d.question) for d in data if d.key not in taken]
        self._ask_for_the_first(ours, others)
        for row in self.rows:
            self._ask_where_it_leads(row, ours, others)

    def _rows(self) -> list[FlowQuestion]:
        if self.instance.pk is None:
            return []
        rows = self.instance.questions.select_related("datum")
        return list(rows.prefetch_related("datum__choices", "answers__following__datum"))

    def _ask_for_the_first(self, ours: list, others: list) -> None:
        choices = [NOWHERE, ("Domande del percorso", ours), ("Domande nuove", others)]
        self.fields["first"] = forms.ChoiceField(
            choices=[choice for choice in choices if choice[1]],
            required=False,
            label="La prima domanda",
            help_text="Le domande sono nel glossario («Dati»): quelle con più risposte, o sì e no.",
        )
        if self.instance.first:
            self.initial["first"] = f"q:{self.instance.first.datum.key}"

    def _ask_where_it_leads(self, row: FlowQuestion, ours: list, others: list) -> None:
        outcomes = [(f"e:{o.pk}", o.title) for o in self.outcomes]
        itself = f"q:{row.datum.key}"
        choices = [
            NOWHERE,
            ("Esiti", [*outcomes, (A_NEW_ONE, "Un esito nuovo")]),
            ("Domande del percorso", [choice for choice in ours if choice[0] != itself]),
            ("Domande nuove", others),
        ]
        leads = {answer.key: answer for answer in row.answers.all()}
        for key, words in row.datum.answers:
            name = box_of(row.datum.key, key)
            self.fields[name] = forms.ChoiceField(
                choices=[choice for choice in choices if choice[1]],
                required=False,
                label=f"{quoted(words)} porta a",
            )
            self.initial[name] = _value(leads.get(key))
        self.fields[drop_of(row.datum.key)] = forms.BooleanField(
            required=False, label="Togli questa domanda"
        )

    @property
    def outcomes(self) -> list[FlowOutcome]:
        if not hasattr(self, "_outcomes"):
            rows = self.instance.outcomes.prefetch_related("helps") if self.instance.pk else ()
            self._outcomes = list(rows)
        return self._outcomes

    def clean(self) -> dict:
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if self.instance.pk and seen and seen != self.instance.revision:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.instance.revision
            raise ValidationError(CHANGED_MEANWHILE)
        return cleaned

    def save_outline(self) -> None:
        """Write what the outline's boxes say; the flow itself is saved."""
        flow = self.instance
        if title := self.cleaned_data.get("new_outcome"):
            flow.outcomes.create(title=title)
        rows = {row.datum.key: row for row in self.rows}
        for row in self.rows:
            for key, words in row.datum.answers:
                if (name := box_of(row.datum.key, key)) in self.changed_data:
                    self._lead(row, key, words, self.cleaned_data[name], rows)
        if "first" in self.changed_data:
            flow.first = self._question(self.cleaned_data["first"], rows)
            flow.save(update_fields=["first"])
        gone = [row for row in self.rows if self.cleaned_data.get(drop_of(row.datum.key))]
        flow.questions.filter(pk__in=[row.pk for row in gone]).delete()

    def _lead(self, row: FlowQuestion, key: str, words: str, to: str, rows: dict) -> None:
        outcome = None
        if to == A_NEW_ONE:
            outcome = self.instance.outcomes.create(title=title_after(words))
        elif to.startswith("e:"):
            outcome = next((o for o in self.outcomes if str(o.pk) == to[2:]), None)
        leads = {"following": self._question(to, rows), "outcome": outcome}
        made_or_changed(row.answers, key=key, to=leads)

    def _question(self, to: str, rows: dict[str, FlowQuestion]) -> FlowQuestion | None:
        """The way's own question, begun when the glossary's is not in it yet."""
        key = to.removeprefix("q:") if to.startswith("q:") else ""
        if key and key not in rows:
            rows[key] = self.instance.questions.create(datum=self.data_by_key[key])
        return rows.get(key)


def title_after(answer: str) -> str:
    """How the editor finds the outcome that this answer began; its quotation marks close."""
    room = MOST_LETTERS - len("Esito nuovo dopo «»")
    return f"Esito nuovo dopo {quoted(answer if len(answer) <= room else f'{answer[: room - 1]}…')}"


def box_of(question: str, answer: str) -> str:
    return f"porta-{question}--{answer}"


def drop_of(question: str) -> str:
    return f"togli-{question}"


def _value(row: FlowAnswer | None) -> str:
    if row is None:
        return ""
    if row.following:
        return f"q:{row.following.datum.key}"
    return f"e:{row.outcome_id}" if row.outcome_id else ""
