from django import forms

from guides.moderation.preferences import ModeratorPreferences
from guides.written import EmailFormField, WordsField


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


class AddressForm(forms.Form):
    """Whose data an administrator wants to see; erasing takes a tick more."""

    email = EmailFormField(
        label="Indirizzo e-mail",
        error_messages={"required": "Scrivi l’indirizzo di cui vuoi sapere."},
    )
    sicuro = forms.BooleanField(label="Ho capito: non si può annullare", required=False)

    def clean(self):
        if "cancella" in self.data and not self.cleaned_data.get("sicuro"):
            self.add_error("sicuro", "Per cancellare segna prima questa casella.")
        return self.cleaned_data


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = ModeratorPreferences
        fields = ["wants_digest", "wants_alarm"]
