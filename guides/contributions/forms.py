from django import forms

from guides.contributions.fields import LineField, WordsField
from guides.spam import GuardedForm


class RewriteForm(forms.Form):
    """The author's words, to be changed while they wait: one field for each of the row's own."""

    def __init__(self, contribution, data=None):
        initial = {name: getattr(contribution, name) for name in contribution.rewritable}
        super().__init__(data, initial=initial, label_suffix="", auto_id="testo_%s")
        for name in contribution.rewritable:
            self.fields[name] = _field_for(contribution._meta.get_field(name))


class UpdateForm(GuardedForm):
    """What an author adds after publication."""

    text = WordsField(
        label="Che cosa è cambiato",
        max_length=5000,
        help_text="Per esempio: «Mi hanno rimborsato il 3 dicembre». Lo leggiamo prima di "
        "pubblicarlo sotto le tue parole.",
        error_messages={"required": "Scrivi che cosa è cambiato."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="aggiornamento_%s", **kwargs)


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


def _field_for(field) -> forms.Field:
    kind = LineField if field.get_internal_type() == "CharField" else WordsField
    return kind(
        label=field.verbose_name[:1].upper() + field.verbose_name[1:],
        max_length=field.max_length,
        required=not field.blank,
        error_messages={"required": "Qui serve qualche parola."},
    )
