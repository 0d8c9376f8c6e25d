from django import forms

from guides.contributions.fields import WordsField
from guides.feedback.votes import VoteReason
from guides.spam import GuardedForm
from guides.text.personal_data import Found, personal_data_in

PRESS = "Premi «Sì» oppure «No» sotto una parte della guida."
SURE = "invia_comunque"  # the button that sends what looks like personal data all the same


class VoteForm(GuardedForm):
    """One of two buttons, each with the section's place in the edition that is being read."""

    si = forms.IntegerField(required=False, min_value=0, max_value=32767)
    no = forms.IntegerField(required=False, min_value=0, max_value=32767)

    def clean(self):
        said = super().clean()
        if (said.get("si") is None) == (said.get("no") is None):
            raise forms.ValidationError(PRESS)
        return said

    @property
    def useful(self) -> bool:
        return self.cleaned_data["no"] is None

    @property
    def position(self) -> int:
        return self.cleaned_data["si" if self.useful else "no"]


class ReasonForm(GuardedForm):
    """Why a section did not help, on a page that is made for one reader."""

    reason = forms.ChoiceField(
        choices=VoteReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Scegli uno dei quattro motivi.",
            "invalid_choice": "Scegli uno dei quattro motivi.",
        },
    )
    text = WordsField(
        label="Vuoi dirci qualcosa di più?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Basta una frase. La legge solo la redazione, che non può risponderti: non "
        "scrivere dati personali, né tuoi né di altri.",
    )

    def __init__(self, data=None, *, section, **kwargs):
        kwargs |= {"with_token": True, "label_suffix": ""}
        super().__init__(data, auto_id=f"motivo-{section.position}_%s", **kwargs)
        self.fields["reason"].label = f"Perché «{section.title}» non ti è stato utile?"

    @property
    def warnings(self) -> list[Found]:
        """Personal data that the reader has not yet been told of."""
        if SURE in self.data or self.wants_editing or not self.is_valid():
            return []
        return personal_data_in(self.cleaned_data["text"])
