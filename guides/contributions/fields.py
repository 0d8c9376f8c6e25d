"""Form fields for a reader's own words: whatever is typed comes back, only what is seen counts."""

from guides.text.fields import EmailFormField, LineField, WordsField

__all__ = ["AddressField", "LineField", "WordsField"]


class AddressField(EmailFormField):
    """An e-mail address, never published."""

    def __init__(self, **kwargs):
        super().__init__(max_length=254, **kwargs)
        self.widget.attrs["autocomplete"] = "email"
