"""A Markdown field's check: what the renderer refuses, or nobody can mean, is said beside it."""

from django.core.exceptions import ValidationError

from guides.markdown import errors


def validate_markdown(source: str) -> None:
    """Raise ValidationError, in Italian, with a sentence for each error of the text."""
    if found := errors(source):
        raise ValidationError(found)
