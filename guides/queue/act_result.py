from dataclasses import dataclass, field
from uuid import UUID

from guides.moderation.decisions import Decision


@dataclass
class ActResult:
    """What became of an act: the decisions to report on, and what was not done and why."""

    done: list[Decision] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    act: UUID | None = None  # what takes all of it back (undoing.undo_act), None when nothing does


def name_of_content(content) -> str:
    """How a thing is named in what we say of an act upon it."""
    return f"«{(content.queue_title or content.queue_text)[:60].strip()}»:"
