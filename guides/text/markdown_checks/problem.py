from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `line` counts from 0; an error is never what anybody meant."""

    line: int
    what: str
    is_error: bool = False

    @property
    def sentence(self) -> str:
        return f"Riga {self.line + 1}: {self.what}"


def shown(words: str) -> str:
    """The words found, short enough to be read in a sentence."""
    words = " ".join(words.replace("\ue000", "").split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
