from django import forms

from guides.text.fields import EmailFormField


class AddressForm(forms.Form):
    """Whose data an administrator wants to see; erasing takes a tick more."""

    email = EmailFormField(
        label="Indirizzo e-mail",
        error_messages={"required": "Scrivi l’indirizzo di cui vuoi sapere."},
    )
    sicuro = forms.BooleanField(label="Ho capito: non si può annullare", required=False)

    def clean(self):
        if "cancella" in self.data and not self.cleaned_data.get("sicuro"):
            self.add_error("sicuro", "Per cancellare segna prima questa casella.")
        return self.cleaned_data
