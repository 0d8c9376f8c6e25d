"""Form fields for a reader's own words: whatever is typed comes back, only what is seen counts."""

from django import forms
from django.core.exceptions import ValidationError

from guides.plain_text import is_visible, tidy


class WordsField(forms.CharField):
    """Many lines of plain text."""

    widget = forms.Textarea

    def to_python(self, value):
        words = super().to_python(tidy(value) if isinstance(value, str) else value)
        return words if is_visible(words) else ""

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class LineField(WordsField):
    """One line: white space of any kind becomes one space."""

    widget = forms.TextInput

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class AddressField(forms.EmailField):
    """An e-mail address, never published."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault(
            "invalid", "Scrivi l’indirizzo per intero, per esempio nome@example.com."
        )
        super().__init__(max_length=254, **kwargs)
        self.widget.attrs["autocomplete"] = "email"

    def to_python(self, value):
        return super().to_python(tidy(value).strip() if isinstance(value, str) else value)
