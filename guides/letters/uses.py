"""Who leads to a letter: what would lead nowhere once it is withdrawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guides.guide.editions import Edition, EditionSection
from guides.letters.editions import LetterEdition


@dataclass(frozen=True)
class Use:
    """A place of the site, or of the desk, that leads to the letter."""

    words: str
    address: str


Finder = Callable[[object], Iterable[Use]]
_finders: list[Finder] = []


def register(find: Finder) -> Finder:
    """Rooms that come later and lead to letters say where."""
    _finders.append(find)
    return find


def using(letter) -> list[Use]:
    """All that leads to it, in the order of the rooms."""
    return [use for find in _finders for use in find(letter)]


def _named_by(letter) -> set[str]:
    """What a text writes to lead to it, under any address it ever had."""
    slugs = {letter.slug, *letter.editions.values_list("slug", flat=True)}
    return {form for slug in slugs for form in (f"lettera:{slug})", f"/lettere/{slug}/")}


@register
def guides(letter) -> Iterable[Use]:
    named = _named_by(letter)
    sections = EditionSection.objects.filter(edition__live_guide__isnull=False)
    for section in sections.filter(body_markdown__contains="letter").select_related("edition"):
        if any(form in section.body_markdown for form in named):
            yield Use(f"{section.edition.title}, «{section}»", section.get_absolute_url())
    for edition in Edition.objects.live().filter(introduction_markdown__contains="letter"):
        if any(form in edition.introduction_markdown for form in named):
            yield Use(f"{edition.title}, in cima", edition.get_absolute_url())


@register
def other_letters(letter) -> Iterable[Use]:
    named = _named_by(letter)
    for edition in LetterEdition.objects.live().exclude(letter=letter):
        text = f"{edition.sending}\n{edition.no_answer}"
        if any(form in text for form in named):
            yield Use(edition.title, edition.get_absolute_url())
