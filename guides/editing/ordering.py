"""The order of a page's rows: what the editor numbered becomes 1, 2, 3…"""

from django import forms
from django.forms.models import BaseInlineFormSet

LAST = 32_767  # the highest number a position holds


class PlaceField(forms.IntegerField):
    """A row's place; a row without a number goes last."""

    def __init__(self) -> None:
        super().__init__(
            label="posto",
            required=False,
            min_value=0,
            max_value=LAST,
            help_text="Il posto nella pagina. Se lo lasci vuoto va in fondo.",
        )

    def clean(self, value) -> int:
        place = super().clean(value)
        return LAST if place is None else place


class ArrangedFormSet(BaseInlineFormSet):
    """Rows with a `position`, renumbered from 1 after each save."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"] = PlaceField()
        if form.instance.pk is None:
            form.initial.pop("position", None)

    def save(self, commit: bool = True):
        saved = super().save(commit)
        if commit:
            self._renumber()
        return saved

    def _renumber(self) -> None:
        siblings = self.model._default_manager.filter(**{self.fk.name: self.instance})
        moved = {form.instance.pk: _moved(form) for form in self.forms if form.instance.pk}
        in_order = sorted(siblings, key=lambda row: (row.position, moved.get(row.pk, 0), row.pk))
        for place, row in enumerate(in_order, start=1):
            if row.position != place:
                row.position = place
                row.save(update_fields=["position"])


def _moved(form) -> int:
    """Which of two rows with the same number stands first: the one moved up, or just born."""
    if "position" not in form.changed_data:
        return 0
    before = form.initial.get("position")
    return 1 if before is not None and form.cleaned_data["position"] > before else -1
