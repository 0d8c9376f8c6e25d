"""One thing to be found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing to be found, as its room describes it.

    `key` is stable and unique ("sezione:…"); `kind` is what readers call it and filter by;
    `text` is plain; `part_of` names the guide a section belongs to; `topic` and `company` are
    slugs to filter by.
    """

    key: str
    kind: str
    title: str
    address: str
    text: str = ""
    problem: str = ""
    part_of: str = ""
    topic: str = ""
    company: str = ""
