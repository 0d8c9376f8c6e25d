from hashlib import sha256

from django import forms

from guides.contributions.fields import AddressField, LineField, WordsField
from guides.contributions.outcome import Outcome
from guides.spam import GuardedForm

LONGEST = 5000  # characters, where the column has no bound of its own
UNCHANGED = (
    "È uguale a quello che non abbiamo potuto pubblicare: correggi qualcosa, oppure contesta la "
    "decisione."
)
SEEN = "visto"  # the hidden box: which words the page showed
MEANWHILE = (
    "Nel frattempo queste parole sono state cambiate da un’altra pagina, o da un altro "
    "dispositivo. Qui sotto c’è quello che hai scritto tu: se lo salvi, prende il posto dell’altro."
)


class RewriteForm(GuardedForm):
    """What its author sent, every field of it, to be corrected while it waits or sent again."""

    def __init__(self, mine, data=None, sent=None):
        """`sent` are its files, as this form changes them (attached.files_of)."""
        self.mine, self.sent = mine, sent
        initial = {field: _initial(mine, field) for field in mine.rewritable}
        self.now = sha256(repr(initial).encode()).hexdigest()[:16]
        super().__init__(
            data, initial=initial, label_suffix="", auto_id="testo_%s", with_token=True
        )
        own = {name: _field_for(mine, name) for name in mine.rewritable}
        files = {sent.name: sent.field} if sent else {}
        self.fields = own | files | self.fields
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[SEEN] = self.now
        self.meanwhile: list[tuple[str, str]] = []  # what stands there now, of what would go
        if sent and self.is_bound:
            sent.receive(self)

    def clean(self) -> dict:
        said = super().clean()
        for refusal in self.sent.reception.refusals if self.sent else ():
            self.add_error(self.sent.name, refusal)
        if self.mine.is_refused and not self.errors and not self.is_changed:
            self.add_error(None, UNCHANGED)
        if said.get(SEEN) not in ("", None, self.now) and not self.errors and self.changes:
            self._tell_what_was_saved_meanwhile()
        return said

    def _tell_what_was_saved_meanwhile(self) -> None:
        """Once: who sends it again has read it."""
        kept = {name: getattr(self.mine, name) for name in self.changes}
        self.meanwhile = [
            (self.mine.label_of(name), words)
            for name, words in kept.items()
            if words and isinstance(words, str) and not self.mine._meta.get_field(name).choices
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix(SEEN)] = self.now
        self.add_error(None, MEANWHILE)

    @property
    def changes(self) -> dict:
        """The valid answers that differ from what is kept, as values of its fields."""
        said: dict = {}
        for name in self.own:
            value = _kept_as(self.mine, name, self.cleaned_data[name])
            said |= self.mine.as_columns(name, value)
        return {name: value for name, value in said.items() if getattr(self.mine, name) != value}

    @property
    def is_changed(self) -> bool:
        return bool(self.changes) or bool(self.sent and self.sent.is_changed)

    @property
    def brings_files(self) -> bool:
        return bool(self.sent and (self.sent.is_changed or self.sent.reception.refusals))

    @property
    def own(self) -> list[str]:
        return [name for name in self.mine.rewritable if name in self.cleaned_data]


class UpdateForm(GuardedForm):
    """What an author adds after publication."""

    text = WordsField(
        label="Che cosa è cambiato",
        max_length=5000,
        help_text="Per esempio: «Mi hanno rimborsato il 3 dicembre». Lo leggiamo prima di "
        "pubblicarlo sotto le tue parole.",
        error_messages={"required": "Scrivi che cosa è cambiato."},
    )

    outcome = forms.ChoiceField(
        label="A che punto è adesso?",
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dicci a che punto è: ancora aperta, o risolta?",
            "invalid_choice": "Scegli una delle tre risposte.",
        },
    )

    def __init__(self, mine, data=None):
        initial = {"outcome": getattr(mine, "outcome", "")}
        super().__init__(
            data, initial=initial, label_suffix="", auto_id="aggiornamento_%s", with_token=True
        )
        if not initial["outcome"]:
            del self.fields["outcome"]

    @property
    def new_outcome(self) -> str:
        """What the outcome becomes, "" when it stays as it was."""
        said = self.cleaned_data.get("outcome", "")
        return "" if said == self.initial["outcome"] else said


class AnswerForm(forms.Form):
    """What an author answers to the newsroom."""

    text = WordsField(
        label="La tua risposta",
        max_length=5000,
        help_text="La legge solo la redazione.",
        error_messages={"required": "Scrivi la risposta."},
    )

    def __init__(self, question, data=None):
        self.question = question
        super().__init__(
            data, label_suffix="", auto_id=f"risposta{question.pk}_%s", prefix=str(question.pk)
        )


class ContestForm(GuardedForm):
    """Why an author thinks that a decision is wrong."""

    text = WordsField(
        label="Perché secondo te la decisione è sbagliata",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Lo legge solo la redazione: non si pubblica mai.",
        error_messages={"required": "Scrivi perché: chi rilegge deve sapere che cosa non va."},
    )

    def __init__(self, data=None):
        super().__init__(data, label_suffix="", auto_id="contesta_%s", with_token=True)


class AddressForm(GuardedForm):
    """The address that was mistyped, or is another by now."""

    email = AddressField(
        label="La tua e-mail",
        help_text="Ti mandiamo un messaggio per confermarla. Il collegamento privato cambia: "
        "quello vecchio smette di funzionare.",
        error_messages={"required": "Scrivi l’indirizzo a cui vuoi ricevere i messaggi."},
    )

    def __init__(self, data=None):
        super().__init__(data, label_suffix="", auto_id="indirizzo_%s", with_token=True)


def _initial(mine, name: str):
    value = getattr(mine, name)
    return str(value) if mine.choices_for(name) and value else value


def _kept_as(mine, name: str, value):
    """A choice comes as text: the column says what it is, and what none of them is."""
    if not mine.choices_for(name):
        return value
    field = mine._meta.get_field(name)
    return field.to_python(value) if value else field.get_default()


def _field_for(mine, name: str) -> forms.Field:
    if own := mine.asked_in(name):
        return own
    field, label = mine._meta.get_field(name), mine.label_of(name)
    if choices := mine.choices_for(name):
        return forms.ChoiceField(label=label, choices=choices, required=False)
    kind = field.get_internal_type()
    if field.choices or kind not in ("CharField", "TextField"):
        return field.formfield(label=label, **_dressed(mine, name, kind))
    return (LineField if kind == "CharField" else WordsField)(
        label=label,
        max_length=field.max_length or LONGEST,
        required=not field.blank,
        error_messages={"required": "Qui serve qualche parola."},
    )


def _dressed(mine, name: str, kind: str) -> dict:
    if kind == "DateField":
        return {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    return {"empty_label": mine.none_of[name]} if kind == "ForeignKey" else {}
