"""The checks of texts that may use facts, and of those that may not."""

from django.core.exceptions import ValidationError

from guides.facts.saying import Facts
from guides.text.fields import DEADLINE, NO_DEADLINES_HERE, check_markdown


def validate_markdown_with_facts(source: str) -> None:
    """Raise ValidationError with a sentence for each error of the text as readers see it."""
    facts = Facts.of([source])
    if found := facts.problems(source):
        raise ValidationError(found)
    check_markdown(facts.said(source))


def validate_line_with_facts(text: str) -> None:
    if DEADLINE.search(text):
        raise ValidationError(NO_DEADLINES_HERE)
    if found := Facts.of([text]).problems_in_a_line(text):
        raise ValidationError(found)


# Read by the desk: a box whose field has one of these may use facts.
validate_markdown_with_facts.takes_facts = True  # type: ignore[attr-defined]
validate_line_with_facts.takes_facts = True  # type: ignore[attr-defined]
