"""guides.text.personal_data for templates: marks what looks like personal data."""

from django import forms, template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from guides.text.personal_data import Found, marked, personal_data_in_all

register = template.Library()


@register.simple_tag
def personal_data_of(form: forms.Form) -> list[Found]:
    """What the words of a valid form hold, save the address that is asked for."""
    asked = (forms.EmailField, forms.ChoiceField)
    names = [
        field.name
        for field in form.words  # type: ignore[attr-defined]
        if not isinstance(field.field, asked)
    ]
    said = (form.cleaned_data.get(name) for name in names)
    return personal_data_in_all(words for words in said if isinstance(words, str))


@register.filter
def marking(html: str, found: list[Found]) -> SafeString:
    """The words with what was found in <mark>."""
    return mark_safe(marked(str(conditional_escape(html)), found))  # noqa: S308 escaped
