"""One thing to be found."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing to be found, as its room describes it.

    `key` is stable and unique ("sezione:…"); `kind` is what readers call it and filter by;
    `text` is plain; `part_of` names the guide a section belongs to; `topic` and `company` are
    slugs to filter by. `opening` is how the answer begins, as safe HTML of the site's renderer
    with whole addresses; `verified_on` is when somebody last checked it.
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
    opening: str = ""
    verified_on: date | None = None
