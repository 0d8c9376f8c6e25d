from django import forms

from guides.contributions.fields import AddressField, LineField
from guides.questions.anonymous import without_personal_data
from guides.search.query import parse
from guides.spam import GuardedForm


class ReportForm(GuardedForm):
    """ "Dillo alla redazione": a question without an answer, and perhaps where to send it."""

    question = LineField(
        label="Che cosa cercavi",
        max_length=120,
        error_messages={"required": "Scrivi che cosa cercavi: bastano poche parole."},
        help_text="Senza nomi, numeri o indirizzi: la domanda resta anonima.",
    )
    email = AddressField(
        label="E-mail",
        required=False,
        help_text="Solo se vuoi sapere quando c’è una risposta: ti scriviamo una volta, poi "
        "cancelliamo l’indirizzo.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="domanda_%s", **kwargs)

    def clean_question(self) -> str:
        question = self.cleaned_data["question"]
        if not parse(without_personal_data(question)):
            raise forms.ValidationError(
                "Scrivi la domanda a parole: numeri, codici e indirizzi li togliamo."
            )
        return question
