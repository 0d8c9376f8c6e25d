"""A Markdown field's check: what the renderer refuses is said beside the field."""

from django.core.exceptions import ValidationError

from guides.markdown import MarkdownRefused, render


def validate_markdown(source: str) -> None:
    """Raise ValidationError, in Italian, for a text the renderer would refuse."""
    try:
        render(source)
    except MarkdownRefused as refusal:
        raise ValidationError(str(refusal)) from refusal
