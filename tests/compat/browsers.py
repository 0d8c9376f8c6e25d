"""The oldest browsers we mean, as docs/browsers.md names them, and what MDN says they lack."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

Version = tuple[int, ...]
NEVER: Version = (9999,)
DATA = Path(__file__).with_name("mdn.tsv")


def version(written: str) -> Version:
    return tuple(int(part) for part in written.removeprefix("≤").split("."))


@dataclass(frozen=True)
class Oldest:
    """The oldest version of each family for which a page must be whole; None: not meant."""

    chrome: Version
    samsung: Version | None
    safari: Version
    firefox: Version

    def lack(self, since: list[Version]) -> list[str]:
        """The families whose oldest version came before a feature."""
        mine = (self.chrome, self.samsung, self.safari, self.firefox)
        names = ("Chrome", "Samsung Internet", "Safari", "Firefox")
        return [
            f"{name} {'.'.join(map(str, have))}"
            for name, have, first in zip(names, mine, since, strict=True)
            if have and first > have
        ]


READERS = Oldest(chrome=(80,), samsung=(12, 0), safari=(13,), firefox=(78,))
DESK = Oldest(chrome=(107,), samsung=None, safari=(16, 1), firefox=(102,))


@cache
def newer() -> dict[str, list[Version]]:
    """What is newer than the readers' oldest browsers: since when each family has it."""
    rows = [line.split("\t") for line in DATA.read_text().splitlines() if line[0] != "#"]
    return {key: [NEVER if v == "-" else version(v) for v in since] for key, *since in rows}
