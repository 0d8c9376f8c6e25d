"""What the guard thinks of a contribution, and why: kept with it as JSON, shown to moderators."""

from dataclasses import asdict, dataclass
from typing import Any

SUSPICIOUS = 2  # points from which the queue shows the row as flagged
SPAM = 5  # points from which the contribution waits in the spam tab


@dataclass(frozen=True)
class Worry:
    """One rule that spoke: its name, its points (negative = in favour), its Italian sentence."""

    rule: str
    points: int
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """The sum of the reasons. It sorts and explains; it never deletes."""

    reasons: tuple[Worry, ...] = ()

    @property
    def score(self) -> int:
        return max(0, sum(reason.points for reason in self.reasons))

    @property
    def is_spam(self) -> bool:
        return self.score >= SPAM

    @property
    def is_suspicious(self) -> bool:
        return self.score >= SUSPICIOUS

    @property
    def sentences(self) -> list[str]:
        """The Italian reasons, the weightiest first."""
        return [r.sentence for r in sorted(self.reasons, key=lambda reason: -reason.points)]

    def as_json(self) -> dict[str, Any]:
        """A dictionary for a JSONField: score, is_spam, is_suspicious, reasons."""
        return {
            "score": self.score,
            "is_spam": self.is_spam,
            "is_suspicious": self.is_suspicious,
            "reasons": [asdict(reason) for reason in self.reasons],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> "Verdict":
        """Read back what `as_json` wrote; {} or None is the verdict without reasons."""
        return cls(tuple(Worry(**reason) for reason in (kept or {}).get("reasons", [])))
