"""What publishing a rule would change for its readers."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from guides.deadlines.content import RuleContent
from guides.text.dates import in_words
from guides.text.word_diff import in_one, word_diff

NAMES = {
    "name": "Nome",
    "lets": "Che cosa permette",
    "starts_from": "Si conta da",
    "judged_by": "Dipende da",
    "is_theirs": "È un termine dell’azienda",
    "before": "Prima",
    "after": "Dopo",
    "if_late": "Se è passato",
    "source_title": "Fonte",
    "source_address": "Indirizzo della fonte",
    "source_words": "Parole della fonte",
    "is_verified": "Verificata",
    "disagreement": "Su che cosa non siamo sicuri",
    "checked_on": "Controllata il",
    "versions": "Durate",
}


@dataclass(frozen=True)
class Change:
    """A part of the page, before and now, as harmless HTML with the words marked."""

    where: str
    compared: SafeString


def changes_of(rule) -> list[Change]:
    """None when readers see it as it stands, or have never seen it."""
    if rule.live is None:
        return []
    before, now = rule.live.said, rule.as_said()
    return [
        Change(words, mark_safe(in_one(word_diff(old, new))))  # noqa: S308 - escaped there
        for name, words in NAMES.items()
        if (old := _words(before, name)) != (new := _words(now, name))
    ]


def _words(said: RuleContent, name: str) -> str:
    value = getattr(said, name)
    if name == "versions":
        return "\n".join(_version(version) for version in value)
    if isinstance(value, bool):
        return "sì" if value else "no"
    return in_words(value) if name == "checked_on" and value else str(value or "")


def _version(version) -> str:
    days = [in_words(day) if day else "" for day in (version.valid_from, version.valid_until)]
    parts = [version.how_long, version.regime, *days, version.when, version.answer, version.note]
    return " · ".join(part for part in parts if part)
