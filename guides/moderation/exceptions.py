"""Why an act was not done: Italian sentences for the moderator."""

from guides.moderation.decisions import Decision


class CannotDecide(Exception):
    """The act was not done; the message is an Italian sentence for the moderator."""


class Overtaken(CannotDecide):
    """Somebody was faster: `decision` is what they did (None when nothing says what)."""

    def __init__(self, decision: Decision | None) -> None:
        self.decision = decision
        super().__init__(
            f"Nel frattempo: {decision.sentence}. Non ho cambiato nulla."
            if decision
            else "Nel frattempo è cambiato. Non ho cambiato nulla."
        )
