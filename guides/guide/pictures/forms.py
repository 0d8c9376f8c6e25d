from django import forms
from django.core.exceptions import ValidationError

from guides.guide.pictures.uses import LIVE
from guides.text.fields import LineField, refuse_facts
from guides.uploads.fields import PictureFormField

NOTHING = "Scegli un file, scrivi un testo alternativo, o tutt’e due."
SAY = "Scrivi che cosa dire ai lettori: cambiano delle pagine pubblicate."
MAY_NOT = "Sta in pagine pubblicate: per cambiarla serve il permesso di pubblicare da soli."
LONG = forms.TextInput(attrs={"class": "vLargeTextField"})


class EverywhereForm(forms.Form):
    """Another file, other words, or both, in every place where a picture is used."""

    file = PictureFormField(
        label="Un altro file al suo posto",
        required=False,
        help_text="PNG, JPEG, WebP, AVIF o HEIC, meno di 8 MB.",
    )
    alternative = LineField(
        label="Testo alternativo, dappertutto",
        required=False,
        max_length=200,
        validators=[refuse_facts],
        widget=LONG,
        help_text="Se lo lasci vuoto ogni pagina tiene il suo.",
    )
    note = LineField(
        label="Che cosa dire ai lettori",
        required=False,
        max_length=300,
        validators=[refuse_facts],
        widget=LONG,
        help_text="Sta accanto alla data, in ogni guida che cambia.",
    )
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, uses=(), may_publish: bool = False, **kwargs) -> None:
        super().__init__(*args, label_suffix="", auto_id="ovunque_%s", **kwargs)
        self.is_live = any(use.kind == LIVE for use in uses)
        self.may_publish = may_publish
        if not self.is_live:
            del self.fields["note"]  # no reader would see it

    def clean(self):
        said = super().clean()
        if self.errors:
            return said
        if not (said.get("file") or said.get("alternative")):
            raise ValidationError(NOTHING)
        if self.is_live and not self.may_publish:
            raise ValidationError(MAY_NOT)
        if self.is_live and not said.get("note"):
            self.add_error("note", SAY)
        return said
