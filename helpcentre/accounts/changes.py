"""What changes in somebody's second step is written in the record, and told by letter."""

from django.contrib.auth.models import User
from django.db import transaction

from guides.record.models import Verb, record, who
from helpcentre.accounts import letters
from helpcentre.accounts.factors import forget_all


@transaction.atomic
def own_change(user: User, what: str) -> None:
    """`what` is a sentence; it names no key and no code."""
    record(Verb.SECOND_FACTOR, by=user, about=user, note=what)
    letters.second_factor_changed(user, what)


@transaction.atomic
def reset(user: User, *, by: User | None, because: str, command: str = "") -> int:
    """Another administrator, or a command, takes everything away; how many things there were.

    Every session of theirs is over; after the next password they prepare a new second step.
    """
    there = forget_all(user)
    record(
        Verb.SECOND_FACTOR,
        by=by,
        command=command,
        about=user,
        before={"modi e codici": there},
        after={"modi e codici": 0},
        note=f"Azzerato: {because}",
    )
    letters.second_factor_reset(user, by=who(by, command), because=because)
    return there
