"""What its author may correct, as a form asks for it and as the private page tells it."""

from typing import Any

from django import forms
from django.utils.functional import Promise


class Rewritable:
    """Rooms say which fields are its author's, and what only they know of them."""

    rewritable: tuple[str, ...] = ("text",)
    asked_as: dict[str, str] = {}  # labels that the author reads, where the newsroom's are others
    none_of: dict[str, str] = {}  # what "none of these" is called, for fields that choose a row

    def label_of(self, name: str) -> str:
        label: str | Promise = self.asked_as.get(name) or self._meta.get_field(name).verbose_name
        return f"{label[:1].upper()}{label[1:]}"

    def choices_for(self, name: str) -> list[tuple[str, str]] | None:
        """(value, label) pairs of a field that has some and whose column does not say which."""
        return None

    def asked_in(self, name: str) -> forms.Field | None:
        """The form's field for what is no column of its own, None for the others."""
        return None

    def as_columns(self, name: str, value) -> dict[str, Any]:
        """A valid answer as values of columns."""
        return {name: value}

    @property
    def facts_for_author(self) -> list[tuple[str, str]]:
        """What was sent beside the text: (label, value) pairs."""
        return []
