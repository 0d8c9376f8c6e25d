"""The rows of an outcome at the desk: what helps, chosen from all that readers can see."""

from django import forms
from django.utils.functional import cached_property

from guides.desk.ordering import TableFormSet
from guides.solver import helping
from guides.solver.models import FlowHelp


class HelpForm(forms.ModelForm):
    what = forms.ChoiceField(label="che cosa aiuta")

    class Meta:
        model = FlowHelp
        fields = ["position"]

    def __init__(self, *args, offered: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        now = str(self.instance) if self.instance.pk else ""
        self.fields["what"].choices = [*offered, *_no_more(now, offered)]
        if now:
            self.initial["what"] = now

    def save(self, commit: bool = True):
        self.instance.kind, _, self.instance.identity = self.cleaned_data["what"].partition(":")
        return super().save(commit)


class HelpFormSet(TableFormSet):
    @cached_property
    def offered(self) -> list:
        return helping.choices()

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"offered": self.offered}


def _no_more(now: str, offered: list) -> list:
    """What the row says and readers cannot see: it is kept until an editor chooses."""
    if not now or any(now == value for _, group in offered[1:] for value, _ in group):
        return []
    kind, _, identity = now.partition(":")
    name = helping.name_of(kind, identity) or "è stato eliminato"
    return [(now, f"Non è più online: {name}")]
