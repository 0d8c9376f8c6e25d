from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join

from guides.desk.base import ArrangedTable, DeskAdmin
from guides.glossary import uses
from guides.glossary.desk_forms import ChoiceFormSet, DatumForm
from guides.glossary.models import Datum, DatumChoice

OLD_WORDS = "Ai lettori dicono ancora le parole di prima, finché non lo pubblichi di nuovo: {}."


class ChoiceRows(ArrangedTable):
    model = DatumChoice
    formset = ChoiceFormSet
    fields = ["position", "words", "key"]
    verbose_name_plural = "Le risposte fra cui scegliere"
    add_text = "Aggiungi una risposta"
    prepopulated_fields = {"key": ["words"]}


@admin.register(Datum)
class DatumAdmin(DeskAdmin):
    form = DatumForm
    when_held = "Togli prima il dato dalle scadenze, dalle lettere e dai percorsi che lo chiedono."
    fields = ["question", "help", "key", "kind", "is_personal", "accepts_unknown"]
    list_display = ["question", "key", "kind", "is_personal"]
    list_filter = ["kind", "is_personal"]
    list_per_page = 200
    search_fields = ["key", "question", "help", "choices__words"]
    search_help_text = "Cerca nel nome, nella domanda e nelle risposte."
    prepopulated_fields = {"key": ["question"]}
    inlines = [ChoiceRows]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        datum = Datum.objects.with_choices().get(pk=form.instance.pk)
        if told := uses.not_told(datum):
            links = format_html_join(", ", "<a href='{}'>{}</a>", ((u.desk, u.words) for u in told))
            messages.warning(request, format_html(OLD_WORDS, links))

    def get_readonly_fields(self, request, obj=None):
        """Addresses and texts ask for it by its name, and for an answer of its kind."""
        return ["key", "kind"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields
