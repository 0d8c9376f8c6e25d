"""What the desk says of a text in the letters' language, as soon as it is saved."""

from django.core.exceptions import ValidationError

from guides.letters.language.filling import ONLY, forbidden
from guides.letters.language.reading import Wrong, problems_of
from guides.text.commonmark import MarkdownRefused


def validate_lines(source: str) -> None:
    """Raise ValidationError with a sentence for each tag that cannot be read."""
    if found := problems_of(source):
        raise ValidationError([str(wrong) for wrong in found])


def validate_letter(source: str) -> None:
    """The same, and no Markdown but paragraphs and lists."""
    validate_lines(source)
    try:
        lines = forbidden(source)
    except MarkdownRefused as refused:
        raise ValidationError(str(refused)) from None
    if lines:
        raise ValidationError([str(Wrong(line, ONLY)) for line in lines])


# Read by the desk: a box whose field has one of these may use facts.
validate_lines.takes_facts = True  # type: ignore[attr-defined]
validate_letter.takes_facts = True  # type: ignore[attr-defined]
