import uuid

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from guides.contributions.fields import AddressField, LineField, WordsField
from guides.spam import GuardedForm
from guides.stories import consents
from guides.stories.attachment import Attachment
from guides.stories.draft import Draft
from guides.stories.models import Story
from guides.stories.named_company import CompanyLine, company_columns
from guides.text.canonical import in_one_line
from guides.text.day_field import PastDayFormField
from guides.topics.models import Topic
from guides.uploads import images
from guides.uploads.admission import Reception

YES_OR_NO = [("si", "Sì"), ("no", "No, oppure non serve")]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


def attachments_field() -> forms.FileField:
    return forms.FileField(
        label="Allegati",
        required=False,
        widget=FilesInput(attrs={"accept": f"{images.ACCEPTED},application/pdf"}),
        help_text="Fino a 4 immagini o PDF, di 8 MB al massimo. Li vede soltanto la redazione: "
        "non si pubblicano mai.",
    )


class StoryForm(GuardedForm):
    """A story from its title to its consents. Attachments are the draft's affair (draft.py)."""

    company = CompanyLine()
    title = LineField(
        label="Titolo",
        max_length=120,
        help_text="In una riga: che cosa è successo. Per esempio «Pacco mai arrivato, rimborso "
        "dopo due mesi».",
        error_messages={"required": "Scrivi un titolo: basta una riga."},
    )
    text = WordsField(
        label="Che cosa è successo",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Con parole tue, in ordine di tempo. Non scrivere dati personali: numeri di "
        "telefono, codici d’ordine, nomi di persone.",
        error_messages={"required": "Racconta che cosa è successo: qui non c’è ancora niente."},
    )
    used_on = PastDayFormField(
        label="Quando",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Il giorno dell’acquisto, del viaggio, della consegna. Va bene una data vicina.",
    )
    asked = WordsField(
        label="Che cosa hai chiesto all’azienda",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answered = WordsField(
        label="Che cosa ti ha risposto",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outcome = forms.ChoiceField(
        label="A che punto è?",
        choices=Story.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dicci a che punto è: ancora aperta, o risolta?",
            "invalid_choice": "Scegli una delle tre risposte.",
        },
    )
    has_proof = forms.ChoiceField(
        label="Hai dei documenti?",
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        help_text="Scontrino, fattura, conferma d’ordine, estratto conto, lettere, messaggi.",
        error_messages={
            "required": "Scegli una delle due risposte.",
            "invalid_choice": "Scegli una delle due risposte.",
        },
    )
    attachments = attachments_field()
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label="Argomento",
        required=False,
        empty_label="Non saprei",
        error_messages={"invalid_choice": "Questo argomento non c’è: scegline un altro."},
    )
    name = LineField(
        label="Nome da mostrare",
        max_length=60,
        help_text="Va bene un soprannome.",
        error_messages={"required": "Scrivi un nome da mostrare: va bene un soprannome."},
    )
    email = AddressField(
        label="E-mail",
        required=False,
        help_text="Non la pubblichiamo. Serve a mandarti il collegamento privato e, se la "
        "confermi, a dirti l’esito.",
    )
    consent_publish = forms.BooleanField(
        label=consents.PUBLISH,
        error_messages={"required": "Senza questo consenso non possiamo pubblicare la storia."},
    )
    consent_privacy = forms.BooleanField(
        label=consents.PRIVACY,
        error_messages={"required": "Leggi l’informativa e spunta questa casella."},
    )

    def __init__(self, data=None, *, draft: Draft | None = None, **kwargs):
        super().__init__(data, label_suffix="", auto_id="storia_%s", **kwargs)
        self.draft = draft or Draft()
        self.reception = Reception()
        self.fields["name"].widget.attrs["autocomplete"] = "nickname"

    @classmethod
    def of(cls, request: HttpRequest) -> "StoryForm":
        """Empty but for what the link to it knew; or what a reader sent, with its files."""
        if request.method != "POST":
            known = {"title": request.GET.get("titolo"), "company": request.GET.get("azienda")}
            return cls(
                initial={name: in_one_line(said or "")[:120] for name, said in known.items()}
            )
        form = cls(request.POST, draft=Draft.of(request))
        form.reception = form.draft.receive(request, form)
        return form

    def clean(self):
        said = super().clean()
        for refusal in self.reception.refusals:
            self.add_error("attachments", refusal)
        return said

    @cached_property
    def attached(self) -> list[Attachment]:
        """What was attached so far."""
        return list(self.draft.attached) if self.is_bound else []

    @property
    def signed_draft(self) -> str:
        return self.draft.signed if self.is_bound else ""

    @property
    def submission_id(self) -> uuid.UUID:
        """The attachments are part of what is sent."""
        return uuid.uuid5(super().submission_id, self.draft.digest)

    def story(self) -> Story:
        """The valid words as a story that is not saved yet."""
        said = self.cleaned_data
        names = ("title", "text", "used_on", "asked", "answered", "outcome", "topic")
        return Story(
            **{name: said[name] for name in names},
            **company_columns(said["company"]),
            has_proof=said["has_proof"] == "si",
            author_name=said["name"],
            author_email=said["email"],
            consents=consents.given(timezone.now()),
        )
