"""Fields for what people write: readers and editors, forms and rows, demo and import alike.

A form field reads what was typed in its canonical form (guides/text/canonical.py) before it checks
it; a model field keeps nothing else and asks for nothing else. tests/text/test_written.py walks
every form and every model for a field that does not.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import IExact
from markdownx.fields import MarkdownxFormField
from markdownx.models import MarkdownxField

from guides.text.addresses import AddressRefused, as_kept, email_address
from guides.text.canonical import canonical, in_one_line, is_visible
from guides.text.fact_tags import is_tagged
from guides.text.markdown import errors


class CanonicalFormField:
    """A form field whose text is canonical; where nothing would be seen, nothing was written."""

    canonical = staticmethod(in_one_line)

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        words = super().to_python(self.canonical(value))
        return words if is_visible(words) else self.empty_value


class LineField(CanonicalFormField, forms.CharField):
    """One line: white space of any kind becomes one space."""


class WordsField(CanonicalFormField, forms.CharField):
    """Many lines of plain text."""

    canonical = staticmethod(canonical)
    widget = forms.Textarea

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


# A link whose site was written without its scheme would lead inside ours.
NO_SCHEME = re.compile(r"(?<=\]\()(?=www\.[^\s()]+\))", re.IGNORECASE)


class MarkdownFormField(CanonicalFormField, MarkdownxFormField):
    @staticmethod
    def canonical(text: str) -> str:
        return NO_SCHEME.sub("https://", canonical(text))


class SlugFormField(CanonicalFormField, forms.SlugField):
    pass


class EmailFormField(CanonicalFormField, forms.EmailField):
    """An address that a letter of ours can reach, in its one reading."""

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return email_address(text) if text else text
        except AddressRefused as refused:
            raise ValidationError(str(refused), code="invalid") from None


class URLFormField(CanonicalFormField, forms.URLField):
    pass


class CanonicalModelField:
    """A model field whose text is canonical, as kept and as asked for; no migration's affair."""

    canonical = staticmethod(in_one_line)
    form_class: type[forms.Field]
    kept_as = ""  # Django's own field, which migrations name

    def to_python(self, value):
        return self._read(super().to_python(value))

    def get_prep_value(self, value):
        return self._read(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        text = self._read(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, text)
        return text

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class} | kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, self.kept_as, args, kwargs

    def _read(self, value):
        return self.canonical(value) if isinstance(value, str) else value


class CharField(CanonicalModelField, models.CharField):
    form_class = LineField
    kept_as = "django.db.models.CharField"


class TextField(CanonicalModelField, models.TextField):
    canonical = staticmethod(canonical)
    form_class = WordsField
    kept_as = "django.db.models.TextField"


class MarkdownField(CanonicalModelField, MarkdownxField):
    canonical = staticmethod(canonical)
    form_class = MarkdownFormField
    kept_as = "markdownx.models.MarkdownxField"


class SlugField(CanonicalModelField, models.SlugField):
    form_class = SlugFormField
    kept_as = "django.db.models.SlugField"


class EmailField(CanonicalModelField, models.EmailField):
    canonical = staticmethod(as_kept)
    form_class = EmailFormField
    kept_as = "django.db.models.EmailField"


@EmailField.register_lookup
class SameMailbox(IExact):
    """`email__iexact`, of whatever spelling: Django's own compares what was typed."""

    prepare_rhs = True


class URLField(CanonicalModelField, models.URLField):
    form_class = URLFormField
    kept_as = "django.db.models.URLField"


DEADLINE = re.compile(r"\{\{\s*scadenz[ae]\b", re.IGNORECASE)
NO_DEADLINES_HERE = "Qui una scadenza non si può usare: sta nei testi delle guide."
NO_FACTS_HERE = "Qui un fatto non si può usare: scrivi le parole al posto di «{{fatto:…}}»."


def refuse_facts(text: str) -> None:
    """For a text that is shown as it is written: nobody would say what the tag means."""
    if isinstance(text, str) and is_tagged(text):
        raise ValidationError(NO_FACTS_HERE)
    if isinstance(text, str) and DEADLINE.search(text):
        raise ValidationError(NO_DEADLINES_HERE)


def check_markdown(source: str) -> None:
    """Raise ValidationError, in Italian, with a sentence for each error of the text."""
    if found := errors(source):
        raise ValidationError(found)


def validate_markdown(source: str) -> None:
    """The same, of a text in which facts cannot be used."""
    refuse_facts(source)
    check_markdown(source)


class WebAddressField(URLField):
    kept_as = "guides.text.fields.WebAddressField"

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)
