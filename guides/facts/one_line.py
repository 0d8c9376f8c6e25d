"""A short text in Markdown that can stand in the middle of any sentence."""

from django.core.exceptions import ValidationError

from guides.text.commonmark import MarkdownRefused, parse

ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def one_line_of_markdown(source: str) -> None:
    """Raise ValidationError when it would be a list, a title, a callout."""
    try:
        is_one = [token.type for token in parse(source)] == ONE_PARAGRAPH
    except MarkdownRefused:
        return  # the other check of the field says why
    if not is_one:
        raise ValidationError(
            "Scrivi parole che possono stare in mezzo a una frase: non un elenco né un titolo."
        )
