"""A datum's answers at the desk: none goes away that something needs."""

from django import forms
from django.core.exceptions import ValidationError

from guides.desk.ordering import TableFormSet
from guides.glossary import uses
from guides.glossary.models import UNKNOWN, Datum, Kind

ONE_IS_NO_CHOICE = "Scrivi le risposte fra cui scegliere: almeno due, con «Non lo so»."


class ChoiceFormSet(TableFormSet):
    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if not self._should_delete_form(form)]  # type: ignore[attr-defined]
        written = [form for form in rows if form.has_changed() or form.instance.pk]
        if self.instance.kind == Kind.CHOICE and len(written) + self.instance.accepts_unknown < 2:
            raise ValidationError(ONE_IS_NO_CHOICE)
        if not self.instance.pk:
            return
        stay = {form.cleaned_data.get("key") for form in rows if hasattr(form, "cleaned_data")}
        gone = [c for c in self.instance.choices.all() if c.key not in stay]
        if gone:
            _refuse(self.instance, {choice.key: choice.words for choice in gone})


class DatumForm(forms.ModelForm):
    class Meta:
        model = Datum
        fields = "__all__"  # noqa: DJ007 - the admin says which

    def clean_accepts_unknown(self) -> bool:
        accepts = self.cleaned_data["accepts_unknown"]
        if self.instance.pk and not accepts and self.instance.accepts_unknown:
            _refuse(self.instance, {UNKNOWN: "Non lo so"})
        return accepts


def _refuse(datum: Datum, gone: dict[str, str]) -> None:
    if needed := uses.needing(datum, gone):
        raise ValidationError(
            [
                f"La risposta «{gone[answer]}» ({answer}) serve ancora a: {use.words}. "
                "Toglila prima da lì, anche da quello che è pubblicato."
                for answer, use in needed
            ]
        )
