from uuid import UUID

from django import forms

from guides.contributions.fields import AddressField, LineField, WordsField
from guides.spam import GuardedForm

WHOLE_GUIDE = ("", "Tutta la guida")


class CommentForm(GuardedForm):
    """A comment or an answer. Under a guide, `sections` offers what it may be about.

    They are pairs: a section's uid and its title.
    """

    section = forms.ChoiceField(
        label="A quale parte si riferisce",
        required=False,
        error_messages={
            "invalid_choice": "Questa parte della guida non c’è più: scegline un’altra."
        },
    )
    name = LineField(
        label="Nome",
        max_length=60,
        help_text="Quello che si legge sul sito: va bene un soprannome.",
        error_messages={"required": "Scrivi un nome: va bene un soprannome."},
    )
    email = AddressField(
        label="E-mail",
        required=False,
        help_text="Non la pubblichiamo. Serve a mandarti il collegamento privato e, se la "
        "confermi, a dirti che cosa abbiamo deciso e quando qualcuno ti risponde.",
    )
    text = WordsField(
        label="Commento",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Scrivi il commento: qui non c’è ancora niente."},
    )

    def __init__(self, *args, sections=(), **kwargs):
        super().__init__(*args, label_suffix="", auto_id="commento_%s", **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "nickname"
        choices = [(str(uid), title) for uid, title in sections]
        if choices:
            self.fields["section"].choices = [WHOLE_GUIDE, *choices]
        else:
            del self.fields["section"]

    @property
    def as_fields(self) -> dict:
        """The valid words, as fields of a Comment."""
        said = self.cleaned_data
        fields = {
            "author_name": said["name"],
            "author_email": said["email"],
            "text": said["text"],
        }
        if said.get("section"):
            fields["section_uid"] = UUID(said["section"])
        return fields
