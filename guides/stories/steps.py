"""A story is told in three short steps; each page carries the words of the others, hidden."""

from dataclasses import dataclass

from guides.spam.forms import EDIT

STEP = "passo"
BACK = "indietro"


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


def step_on_the_way(form) -> Step | None:
    """The step to show to whoever posted one; None when the whole story was sent."""
    step = step_named(form.data.get(STEP, ""))
    if BACK in form.data and step is not STEPS[0]:
        return _asking(form, STEPS[step.number - 2])
    if form.wants_editing or step.is_last:
        return None
    if wrong := _first_wrong(form, until=step):
        return _alone(form, wrong)
    return _asking(form, STEPS[step.number])


def step_to_mend(form) -> Step:
    """The one that the reader wants to edit, else the first with something to mend, or the last."""
    if form.wants_editing and not form.reception.refusals:
        return _alone(form, step_named(form.data[EDIT]))
    return _alone(form, _first_wrong(form, until=STEPS[-1]) or STEPS[-1])


def _first_wrong(form, *, until: Step) -> Step | None:
    wrong = (step for step in STEPS if set(step.fields) & set(form.errors))
    return next((step for step in wrong if step.number <= until.number), None)


def _asking(form, step: Step) -> Step:
    """What is asked now, or was not asked yet, is no mistake."""
    form.errors.clear()
    return step


def _alone(form, step: Step) -> Step:
    """What is wrong in another step is not said in this one."""
    for other in STEPS:
        for name in other.fields if other is not step else ():
            form.errors.pop(name, None)
    return step
