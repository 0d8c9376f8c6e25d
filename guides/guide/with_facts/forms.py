"""The form of a fact at the desk: a change that readers would see is shown before it is made."""

import re

from django import forms
from django.core.exceptions import ValidationError

from guides.facts.keys import refuse_a_key_of_another
from guides.facts.kinds import ALL_COLUMNS
from guides.facts.models import Fact
from guides.guide.with_facts.planning import Plan, plan_of
from guides.text.fields import LineField, refuse_facts

ASK = (
    "Non abbiamo ancora salvato: il valore nuovo cambia delle pagine pubblicate. Qui sotto c’è che "
    "cosa cambia in ognuna. Se va bene, conferma."
)
IN_THE_WAY = (
    "Non abbiamo salvato niente: con il valore nuovo non si può pubblicare tutto quello che lo usa."
)
MEANWHILE = (
    "Non abbiamo ancora salvato: qualcun altro, o tu in un’altra finestra, ha cambiato questo "
    "fatto mentre ci lavoravi. Qui sotto ci sono le tue parole, e accanto quello che vale adesso."
    " Se salvi di nuovo, restano le tue."
)
MAY_NOT = (
    "Questo valore sta in pagine pubblicate: per cambiarlo serve il permesso di pubblicare da soli."
)


ABOUT = (
    *("valid_from", "valid_until", "tells_readers", "source_title", "source_address", "source_urn"),
    *("source_words", "is_verified", "disagreement", "checked_on", "check_by", "owner"),
)
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")


class AmountField(forms.DecimalField):
    """«34», «7,50», «1.500 €», «34 euro»."""

    def to_python(self, value):
        if isinstance(value, str):
            value = value.lower().replace("euro", "").replace("€", "").replace("−", "-").strip()
            if THOUSANDS.fullmatch(value):
                value = value.replace(".", "")
        return super().to_python(value)


class FactForm(forms.ModelForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)
    note = LineField(
        label="Che cosa dire ai lettori",
        max_length=300,
        required=False,
        validators=[refuse_facts],
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="Sta accanto alla data, in ogni guida che cambia.",
    )
    may_publish = False  # the admin says
    plan: Plan | None = None
    now: Fact | None = None  # as somebody else saved it meanwhile

    class Meta:
        model = Fact
        fields = ["name", "key", "kind", *ALL_COLUMNS, *ABOUT]
        field_classes = {"amount": AmountField}
        localized_fields = ["amount"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision
        self.before = Fact.objects.get(pk=self.instance.pk) if self.instance.pk else None

    def _post_clean(self) -> None:
        super()._post_clean()
        try:
            refuse_a_key_of_another(self.instance)
        except ValidationError as refused:
            self._update_errors(refused)
        if self.before and not self.errors:
            self._look_at_what_changes(self.before)

    def _update_errors(self, errors: ValidationError) -> None:
        """A value that could not be read is not missing too."""
        told = getattr(errors, "error_dict", {})
        for name in set(told) & set(self.errors):
            del told[name]
        if told or not hasattr(errors, "error_dict"):
            super()._update_errors(errors)

    def _look_at_what_changes(self, before: Fact) -> None:
        if self.cleaned_data.get("seen") != before.revision:
            self.now = before
            self._say_again("seen", before.revision)
            self.add_error(None, MEANWHILE)
            return
        if self.instance.says_the_same_as(before):
            return
        self.plan = plan_of(self.instance)
        if self.plan.obstacles:
            self.add_error(None, [IN_THE_WAY, *self.plan.obstacles])
        elif self.plan.pages and not self.may_publish:
            self.add_error(None, MAY_NOT)
        elif self.cleaned_data["agreed"] != self.plan.digest:
            self._say_again("agreed", self.plan.digest)
            self._say_again("note", self.cleaned_data.get("note") or self.said_to_readers(before))
            self.add_error(None, ASK)

    def said_to_readers(self, before: Fact) -> str:
        """What changed, to begin with."""
        if before.value == self.instance.value:
            return f"Aggiornato: {self.instance.name}."
        old, new = before.value, self.instance.value
        return f"Aggiornato: {self.instance.name}, da «{old}» a «{new}»."[:300]

    def _say_again(self, name: str, value) -> None:
        """A hidden box of the page that is shown again."""
        self.data = self.data.copy()
        self.data[name] = str(value)

    @property
    def asks(self) -> bool:
        """Whether the page shown asks to agree."""
        return bool(self.plan and self.plan.pages and not self.plan.obstacles)
