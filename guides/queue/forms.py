from datetime import date

from django import forms
from django.contrib.auth import get_user_model

from guides.desk.widgets import DayInput
from guides.moderation.correction import LONGEST
from guides.moderation.moderated import kinds
from guides.moderation.preferences import ModeratorPreferences
from guides.queue.acts import WORDY
from guides.queue.finding import NOTHING, Wanted, wanted
from guides.text.fields import EmailFormField, LineField, WordsField

TOO_LONG = "È troppo lungo: al massimo %(limit_value)d caratteri, qui sono %(show_value)d."
BOTH = "Scrivi tutte e due: com’è adesso e come va corretto."
NOT_A_DAY = "Non è una data: scrivi giorno, mese e anno."


class WordsForm(forms.Form):
    """The words that go with an act: a note, a question, an answer, what to omit."""

    testo = WordsField(
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Scrivi qualcosa: qui non c’è ancora nessuna parola.",
            "max_length": "È troppo lungo: al massimo %(limit_value)d caratteri, "
            "qui sono %(show_value)d.",
        },
    )

    @property
    def words(self) -> dict[str, str]:
        """What `perform` wants of them."""
        return {"text": self.cleaned_data["testo"]}


class CorrectionForm(WordsForm):
    """A typing error and how it is written: no more than that."""

    testo = LineField(max_length=LONGEST, error_messages={"required": BOTH, "max_length": TOO_LONG})
    giusto = LineField(
        max_length=LONGEST, error_messages={"required": BOTH, "max_length": TOO_LONG}
    )

    @property
    def words(self) -> dict[str, str]:
        return super().words | {"right": self.cleaned_data["giusto"]}


def words_form(act: str, posted) -> WordsForm | None:
    """The form of an act that comes with words, None for the others."""
    name = act.partition(":")[0]
    if name not in WORDY:
        return None
    return CorrectionForm(posted) if name == "correct" else WordsForm(posted)


class ProfileForm(forms.ModelForm):
    """How a moderator is called, and where they are written to."""

    first_name = LineField(
        label="Nome",
        max_length=150,
        required=False,
        help_text="I colleghi lo vedono accanto a quello che fai.",
    )
    last_name = LineField(label="Cognome", max_length=150, required=False)
    email = EmailFormField(label="E-mail per gli avvisi", required=False)

    class Meta:
        model = get_user_model()
        fields = ["first_name", "last_name", "email"]


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = ModeratorPreferences
        fields = ["wants_digest", "wants_alarm"]


class SearchForm(forms.Form):
    """What a moderator looks for in the queue; every field may be left empty."""

    parole = LineField(
        label="Parole", max_length=200, required=False, error_messages={"max_length": TOO_LONG}
    )
    autore = LineField(
        label="Chi scrive",
        max_length=254,
        required=False,
        help_text="Il nome, o l’indirizzo intero.",
        error_messages={"max_length": TOO_LONG},
    )
    azienda = LineField(
        label="Azienda", max_length=120, required=False, error_messages={"max_length": TOO_LONG}
    )
    tipo = forms.ChoiceField(
        label="Tipo",
        required=False,
        error_messages={"invalid_choice": "Scegli un tipo dall’elenco."},
    )
    dal = forms.DateField(label="Dal", required=False, error_messages={"invalid": NOT_A_DAY})
    al = forms.DateField(label="Al", required=False, error_messages={"invalid": NOT_A_DAY})
    moderatore = LineField(
        label="Moderatore",
        max_length=150,
        required=False,
        help_text="Chi ha fatto qualcosa su quella voce.",
        error_messages={"max_length": TOO_LONG},
    )
    chi = forms.RegexField(
        r"[0-9a-f]{32}",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Non so di chi si parla: cerca di nuovo per nome o indirizzo."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, str(m._meta.verbose_name).capitalize()) for name, m in kinds().items()]
        self.fields["tipo"].choices = [("", "Tutti"), *named]
        for name in ("dal", "al"):
            self.fields[name].widget = DayInput()
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_aiuto"

    @property
    def shown(self) -> list[forms.BoundField]:
        return self.visible_fields()

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("dal"), self.cleaned_data.get("al")
        if since and until and until < since:
            self.add_error("al", "Finisce prima di cominciare: controlla le due date.")
        return self.cleaned_data

    def wanted(self) -> Wanted:
        """What is looked for; NOTHING when every field is empty. The form must be valid."""
        asked = self.cleaned_data
        query = {name: _in_address(value) for name, value in asked.items() if value}
        if not query:
            return NOTHING
        return wanted(
            words=asked["parole"],
            author=asked["autore"],
            key=asked["chi"],
            company=asked["azienda"],
            kind=asked["tipo"],
            since=asked["dal"],
            until=asked["al"],
            moderator=asked["moderatore"],
            query=query,
        )


def _in_address(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
