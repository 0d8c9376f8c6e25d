from django import forms

from guides.moderation.preferences import ModeratorPreferences


class WordsForm(forms.Form):
    """The words that go with an act: a note, a question, an answer, what to omit."""

    testo = forms.CharField(
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Scrivi qualcosa: qui non c’è ancora nessuna parola.",
            "max_length": "È troppo lungo: al massimo %(limit_value)d caratteri, "
            "qui sono %(show_value)d.",
        },
    )


class PreferencesForm(forms.ModelForm):
    class Meta:
        model = ModeratorPreferences
        fields = ["wants_digest", "wants_alarm"]
