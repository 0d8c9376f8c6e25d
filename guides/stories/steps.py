"""A story is told in three short steps; each page carries the words of the others, hidden."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    fields: tuple[str, ...]

    @property
    def is_last(self) -> bool:
        return self is STEPS[-1]


STEPS = (
    Step(1, "Che cosa è successo", ("company", "title", "text", "used_on", "topic")),
    Step(
        2,
        "Tu e l’azienda",
        ("asked", "answered", "outcome", "has_proof", "attachments"),
    ),
    Step(3, "Come vuoi che si veda", ("name", "email", "consent_publish", "consent_privacy")),
)


def step_named(number: str) -> Step:
    """The step of that number; the last one for whoever sends the whole story at once."""
    return next((step for step in STEPS if str(step.number) == number), STEPS[-1])


def first_wrong(form, *, until: Step) -> Step | None:
    """The first step, as far as `until`, with something to mend."""
    wrong = (step for step in STEPS if set(step.fields) & set(form.errors))
    return next((step for step in wrong if step.number <= until.number), None)


def forget_errors_beyond(form, step: Step) -> None:
    """What the reader was not asked yet, or is not shown here, is no mistake."""
    others = [name for other in STEPS if other is not step for name in other.fields]
    for name in others:
        form.errors.pop(name, None)
