"""A page's rows: what the editor numbered becomes 1, 2, 3…, and no written row is lost."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

LAST = 32_767  # the highest number a position holds


class PositionField(forms.IntegerField):
    """The position of a row; one without a number goes last."""

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
    """Rows with a `position`, renumbered from 1 after each save.

    A row that somebody else deleted while this page was open comes back as a new one: Django
    would leave it out without a word.
    """

    forms_are_read = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.come_back = self._let_go_of_missing_rows() if self.is_bound else set()

    def _let_go_of_missing_rows(self) -> set[int]:
        """The indexes of the sent rows that are no longer there, their keys blanked."""
        there = {str(row.pk) for row in self.get_queryset()}
        keys = {i: f"{self.add_prefix(i)}-{self.model._meta.pk.name}" for i in self._sent_rows()}
        gone = {i for i, key in keys.items() if self.data.get(key) not in there}
        if gone:
            self.data = self.data.copy()
            for i in gone:
                self.data[keys[i]] = ""
        return gone

    def get_queryset(self):
        """The saved rows; once the sent ones are read, those, in the order they were sent.

        The admin pairs each form with a row: by now somebody else may have moved them.
        """
        if self.is_bound and self.forms_are_read:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()

    @cached_property
    def forms(self):
        forms = super().forms
        self.forms_are_read = True
        return forms

    def _sent_rows(self) -> range:
        return range(self.initial_form_count()) if self.management_form.is_valid() else range(0)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if i in self.come_back:
            form.fields[self.model._meta.pk.name].required = False
        return form

    def save_new_objects(self, commit: bool = True):
        saved = super().save_new_objects(commit)
        for i in sorted(self.come_back):
            if not self._should_delete_form(self.forms[i]):
                saved.append(self.save_new(self.forms[i], commit=commit))
        return saved

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"] = PositionField()
        if form.instance.pk is None:
            form.initial.pop("position", None)

    def save(self, commit: bool = True):
        before = list(self._siblings().values_list("pk", flat=True))
        saved = super().save(commit)
        if commit:
            self._renumber()
            now = list(self._siblings().values_list("pk", flat=True))
            still = [pk for pk in before if pk in now]
            self.order_changed = still != [pk for pk in now if pk in before]
        return saved

    def get_unique_error_message(self, unique_check) -> str:
        """The table's own sentence, or the names that the page shows: Django says the code's."""
        for constraint in self.model._meta.total_unique_constraints:
            own = constraint.violation_error_message
            if (
                set(constraint.fields) == set(unique_check)
                and own != constraint.default_violation_error_message
            ):
                return str(own)
        names = [
            self.model._meta.get_field(n).verbose_name for n in unique_check if n != self.fk.name
        ]
        return (
            f"Due righe sono uguali in {' e '.join(f'«{name}»' for name in names)}: cambiane una."
        )

    def get_form_error(self) -> str:
        return "È uguale a una riga più su."

    def _siblings(self):
        if self.instance.pk is None:
            return self.model._default_manager.none()
        return self.model._default_manager.filter(**{self.fk.name: self.instance})

    def _renumber(self) -> None:
        siblings = self._siblings()
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


class TableFormSet(ArrangedFormSet):
    """Rows of a table, whose boxes have no label but their column's heading: each says it."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                box = getattr(field.widget, "widget", field.widget)  # within Django's «+ Aggiungi»
                box.attrs["aria-label"] = str(field.label).capitalize()
