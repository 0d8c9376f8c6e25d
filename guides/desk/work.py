"""What there is to do, for whoever is signed in: the desk's first page asks every room.

A room says its own in a file `work.py` that its `admin.py` imports:

    @work.register(70, needs="guides.change_guide")
    def broken_links(person) -> list[work.Task]: ...

The first number is the task's place on the page, `needs` the permission without which nobody is
asked. A function costs a bounded number of queries and returns nothing when there is nothing:

    10 waiting, flagged · 20 my drafts · 30 reviews · 35 errors found from outside · 40 schedules
    50 facts · 51 deadlines · 60 guides to verify · 70 broken links · 80 sections that fail readers
    90 questions · 100 letters · 110 backups
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SHOWN = 3  # of what a task is about, so many by name


@dataclass(frozen=True)
class Item:
    """One of the things a task is about: its words lead to where it is done."""

    words: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Task:
    """A line of the first page: so many of something, and where the next act is done."""

    name: str  # the same at every refresh: "attesa", "bozze"
    number: int | str
    words: str  # after the number: "in attesa di una decisione"
    address: str
    note: str = ""
    items: list[Item] = field(default_factory=list)
    is_urgent: bool = False


Finder = Callable[..., Iterable[Task]]
_finders: list[tuple[int, str, Finder]] = []


def register(place: int, *, needs: str) -> Callable[[Finder], Finder]:
    def keep(find: Finder) -> Finder:
        _finders.append((place, needs, find))
        _finders.sort(key=lambda finder: finder[0])
        return find

    return keep


def tasks_of(person) -> list[Task]:
    """Everything that waits for this person, in the order of the page."""
    mine = (find for _, needs, find in _finders if person.has_perm(needs))
    return [task for find in mine for task in find(person)]


def either(number: int, one: str, more: str) -> str:
    """The words after a number: "1 bozza tua", "5 bozze tue"."""
    return one if number == 1 else more
