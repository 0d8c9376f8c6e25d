"""What every public form has: a trap, a time token, a key that makes one sending of many."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import SafeString

from guides.spam.token import Token, issue_token, read_token
from guides.text.addresses import as_kept, likely_meant
from guides.text.dates import in_words

TRAP = "sito_web"
TOKEN = "gettone"  # noqa: S105 - the field's name
EDIT = "modifica"  # the button of the page between that goes back to the words
READ_AGAIN = "riletto"  # sent by the page between: what is asked there is asked once


class GuardedForm(forms.Form):
    """A public form. In templates write `{{ form.guard }}` once, beside the visible fields.

    Unbound it carries no token, so a cached page stays the same for everybody; pass
    `with_token=True` on a page that is made for one reader and never cached. Bound, it always
    carries a valid token: the one received, or a fresh one when that was missing, old or forged.
    Form classes of models put this class first: `class CommentForm(GuardedForm, ModelForm)`.
    """

    def __init__(self, *args: Any, with_token: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(
            label="Lascia vuoto questo campo: serve a riconoscere i programmi",
            required=False,
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )
        self.fields[TOKEN] = forms.CharField(
            required=False,
            widget=forms.HiddenInput(attrs={"data-gettone": reverse_lazy("form_token")}),
        )
        self.token: Token | None = None
        if self.is_bound:
            self.token = read_token(self.data.get(self.add_prefix(TOKEN)))
            self.data = self._data_with_a_valid_token()
        elif with_token:
            self.initial[TOKEN] = issue_token()

    @property
    def guard(self) -> SafeString:
        """The trap and the token's place, as HTML."""
        return render_to_string("spam/_guard.html", {"trap": self[TRAP], "token": self[TOKEN]})

    @property
    def words(self) -> list[forms.BoundField]:
        """The fields a person filled in, guard left out: for the page between and for templates."""
        return [field for field in self if field.name not in {TRAP, TOKEN}]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Label and answer, as a person reads them, of every visible field that was filled in."""
        filled = [field for field in self.words if not field.is_hidden]
        said = [(f.label, _spoken(f.field, self.cleaned_data.get(f.name))) for f in filled]
        return [(label, answer) for label, answer in said if answer]

    @property
    def needs_confirmation(self) -> bool:
        """True when what was sent carried no valid token, or an address with a likely slip."""
        if self.is_bound and self.token is None:
            return True
        return bool(self.mistyped) and READ_AGAIN not in self.data and not self.brings_files

    @property
    def mistyped(self) -> list[tuple[str, str]]:
        """Each address sent that has a likely slip, and what was likely meant."""
        asked = [field for field in self if isinstance(field.field, forms.EmailField)]
        typed = [as_kept(str(field.data or "")) for field in asked]
        return [(address, meant) for address in typed if (meant := likely_meant(address))]

    @property
    def brings_files(self) -> bool:
        """True when what was sent is more than words: a page between could not carry it."""
        return self.is_multipart()

    @property
    def wants_editing(self) -> bool:
        return EDIT in self.data

    @property
    def clues(self) -> dict[str, bool]:
        """What `judge` wants to know of how the form was filled: `judge(text, **form.clues)`."""
        return {
            "honeypot_filled": bool(self.data.get(self.add_prefix(TRAP), "").strip()),
            "too_fast": bool(self.token and self.token.is_too_fast),
        }

    @property
    def submission_id(self) -> UUID:
        """The key of this sending: store it in a unique column.

        The same token with the same words is the same sending (double click, reload, repeated
        POST); the same token with other words is another one, so that nothing sent is lost.
        """
        token = read_token(self.data[self.add_prefix(TOKEN)])
        return uuid5(token.id, "\x1f".join(self._said()))

    def _said(self) -> list[str]:
        said = []
        for field in self.words:
            values = field.data if isinstance(field.data, list | tuple) else [field.data]
            said += [f"{field.html_name}={_as_sent(value)}" for value in values]
        return said

    def _data_with_a_valid_token(self) -> Mapping[str, Any]:
        if self.token:
            return self.data
        data = self.data.copy()
        data[self.add_prefix(TOKEN)] = issue_token(of_written_words=True)
        return data


def _as_sent(value: Any) -> str:
    if isinstance(value, UploadedFile):
        return f"{value.name}:{value.size}"
    return "" if value is None else str(value).replace("\r\n", "\n")


def _spoken(field: forms.Field, value: Any) -> str:
    """A cleaned value as the reader chose or wrote it."""
    if isinstance(value, bool):
        return "Sì" if value else "No"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, list | QuerySet):
        return ", ".join(_spoken(field, one) for one in value)
    if value and isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        return str(dict(field.choices).get(value, value))
    return "" if value is None else str(value)
