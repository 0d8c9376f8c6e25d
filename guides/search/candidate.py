"""A document the database proposes, and how long it is against the others. Pure."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

K1 = 1.2
B, B_TITLE = 0.3, 0.7


class Candidate(Protocol):
    """A document the database proposes; the fields are as made by `as_field`.

    `title` and `body` are stems, the title's in the body too; `words` are the unstemmed words;
    lengths are in stems; `owner` is the same for all the texts of one page.
    """

    key: str
    owner: str
    kind: str
    title: str
    body: str
    words: str
    title_length: int
    body_length: int


@dataclass(frozen=True, slots=True)
class Averages:
    """Mean number of stems in a document's title and body."""

    title: float
    body: float


class Measured(NamedTuple):
    """A candidate with BM25's length normalisation of its title and body, and how many times the
    average its body is long."""

    candidate: Candidate
    in_title: float
    in_body: float
    times_as_long: float


def measure(candidate: Candidate, averages: Averages) -> Measured:
    in_title = candidate.title_length / averages.title if averages.title else 1.0
    in_body = candidate.body_length / averages.body if averages.body else 1.0
    return Measured(
        candidate, K1 * (1 - B_TITLE + B_TITLE * in_title), K1 * (1 - B + B * in_body), in_body
    )
