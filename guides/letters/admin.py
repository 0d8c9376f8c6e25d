from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.forms import Textarea
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.desk.base import ArrangedStack, ArrangedTable, DeskAdmin
from guides.desk.history import what_changed
from guides.desk.widgets import MarkdownEditor
from guides.letters import fact_change, pictures, work  # noqa: F401 - what they register
from guides.letters.asking import ask_what_is_used
from guides.letters.desk_buttons import LetterButtons
from guides.letters.dossier import DossierScheme
from guides.letters.models import FormLetter, LetterQuestion, LetterSample, LetterSource
from guides.letters.terms import LetterTerm
from guides.letters.versions import VersionPages
from guides.text.dates import in_words

SHORT = Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
MEANWHILE = (
    "Non abbiamo salvato: qualcun altro, o tu in un’altra finestra, ha cambiato questa lettera "
    "mentre ci lavoravi. Le tue parole sono ancora qui. Apri la lettera in un’altra finestra, "
    "guarda che cosa è cambiato, e salva di nuovo: restano le tue."
)


class LetterForm(forms.ModelForm):
    seen = forms.IntegerField(label="versione aperta", required=False, widget=forms.HiddenInput)

    class Meta:
        model = FormLetter
        fields = "__all__"  # noqa: DJ007 - the admin says which
        widgets = {"body": MarkdownEditor(completed_by="admin:letter_names")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision

    def clean(self) -> None:
        super().clean()
        saved = FormLetter.objects.filter(pk=self.instance.pk).first()
        if saved and self.cleaned_data.get("seen") not in (None, saved.revision):
            self.data = self.data.copy()
            self.data["seen"] = saved.revision
            raise ValidationError(MEANWHILE)


@admin.register(DossierScheme)
class DossierSchemeAdmin(DeskAdmin):
    fields = ["name", "authority", "topics", "headings", "position"]
    list_display = ["name", "authority", "position"]
    search_fields = ["name", "headings"]
    filter_horizontal = ["topics"]
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    help_texts = {"authority": "La sua pagina spiega come funziona."}
    actions = None

    def is_on_site(self, obj) -> bool:
        return False


class QuestionRows(ArrangedTable):
    model = LetterQuestion
    fields = ["position", "datum"]
    autocomplete_fields = ["datum"]
    verbose_name_plural = "Che cosa chiede"
    add_text = "Aggiungi una domanda"
    help_texts = {"datum": "Quello che il testo usa e qui manca lo aggiungiamo noi, in fondo."}


class SampleRows(ArrangedStack):
    model = LetterSample
    fields = ["position", "name", "answers"]
    verbose_name_plural = "I lettori d’esempio"
    add_text = "Aggiungi un lettore d’esempio"


class TermRows(ArrangedTable):
    model = LetterTerm
    fields = ["position", "rule", "is_after"]
    verbose_name_plural = "I giorni che seguono"
    add_text = "Aggiungi una scadenza"
    help_texts = {"rule": "La lettera sta anche nella pagina di questa scadenza."}


class SourceRows(ArrangedTable):
    model = LetterSource
    fields = ["position", "title", "address", "publisher", "consulted_on"]
    verbose_name_plural = "Le fonti"
    add_text = "Aggiungi una fonte"
    help_texts = {
        "title": "La legge e l’articolo, o il nome della pagina.",
        "address": "L’indirizzo intero, con https://.",
        "publisher": "Per esempio «Normattiva».",
        "consulted_on": "L’ultimo giorno in cui l’hai letta: i lettori lo vedono.",
    }


@admin.register(FormLetter)
class FormLetterAdmin(LetterButtons, VersionPages, DeskAdmin):
    when_held = "La lettera è sul sito: prima ritirala."
    form = LetterForm
    inlines = [QuestionRows, SampleRows, TermRows, SourceRows]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = DeskAdmin.formfield_overrides | {TextField: {"widget": SHORT}}
    help_texts = {
        "topic": "Decide accanto a quali lettere e guide sta.",
        "author": "Chi la firma sul sito: non è chi la invia.",
    }
    fieldsets = [
        (
            "La lettera",
            {"fields": ["title", "summary", "subject", "body", "attachments", "seen"]},
        ),
        ("Chi scrive, a chi", {"fields": [("company", "channel"), "recipient", "sender"]}),
        ("Dopo", {"fields": ["sending", "no_answer"]}),
        ("Chi la firma", {"fields": ["topic", ("author", "verified_on")]}),
        ("Indirizzo", {"fields": ["slug"], "classes": ["collapse"]}),
    ]
    list_display = ["title", "state_in_words", "verified", "topic", "company"]
    list_filter = ["topic", "company", "author"]
    list_select_related = ["live", "topic", "company"]
    search_fields = ["title", "summary", "subject", "body"]
    search_help_text = "Cerca nel titolo, nel sommario e nel testo."
    ordering = ["sort_key"]
    actions = None

    def get_changeform_initial_data(self, request):
        return {"verified_on": timezone.localdate()} | super().get_changeform_initial_data(request)

    def has_delete_permission(self, request, obj=None):
        """What readers see is withdrawn first, with a reason."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_public)

    def is_on_site(self, obj) -> bool:
        return obj.is_public

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        ask_what_is_used(form.instance)
        if change and what_changed(form, formsets):
            form.instance.revise()

    @admin.display(description="stato")
    def state_in_words(self, letter) -> SafeString:
        words = '<span class="state state--{}">{}</span>'
        return format_html(words, letter.state, letter.state.label)

    @admin.display(description="riletta il", ordering="verified_on")
    def verified(self, letter) -> str:
        return in_words(letter.verified_on)
