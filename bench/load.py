"""Load held: readers (95 of a hundred requests), searches, posts and moderators, minutes long.

    python -m bench.load                          each stage for five minutes
    python -m bench.load --seconds 60 PostgreSQL  those whose names hold the words

Each on a site of its own, made by bench.faults, with the process that sends letters. Wanted: no
error, every acknowledged post stored and its letter sent, the p99 of a kept page under ten times
its median, and the workers' memory flat within 5 % in the second half. Fails when one is missed.
"""

import argparse
import multiprocessing as mp
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

BASE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BASE))
os.environ["DJANGO_SETTINGS_MODULE"] = "helpcentre.settings"

from bench.faults.people import PAGE, Crowd, Moderator, Searcher, Writer  # noqa: E402
from bench.faults.scene import Scene, has  # noqa: E402
from bench.measuring import pss_of, write  # noqa: E402
from tests.published.postgres import binaries  # noqa: E402

KEPT = "/guide/due/"  # nobody writes under it, so it stays on the disk; PAGE is made anew each time
PROCESSES, THREADS, A_SECOND = 2, 4, 160
EVERYBODY_ELSE = [Searcher, Searcher, Writer, Writer, Moderator]
WELL = ("200", "received", "approved", "queue read", "signed in: 302")
STAGES = {
    "SQLite": ("sqlite", "gunicorn"),
    "PostgreSQL": ("postgresql", "gunicorn"),
    "PostgreSQL, nginx": ("postgresql", "nginx"),
}
ROWS = (
    "readings a second, of all requests", "kept page: median, p99", "p99 / median (under 10)",
    "searches, longest", "posts acknowledged, missing", "letters owed, missing",
    "errors", "workers' memory at half, at the end", "it grew by (5 % at most)",
)  # fmt: skip


@dataclass
class Held:
    """What one stage saw."""

    milliseconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    def figures(self, crowd: Crowd, missing: int, no_letter: int, seconds: float) -> list[str]:
        readings, asked = self.answers.total(), crowd.asked
        middle, p99 = median(self.milliseconds), quantiles(self.milliseconds, n=100)[98]
        half, end = self.halves()
        searches = crowd.seen("before", "searches")
        errors = Counter({a: n for a, n in self.answers.items() if a != "200"})
        for role in ("searches", "writes", "moderates"):
            seen = crowd.seen("before", role).answers
            errors += Counter({f"{role}: {a}": n for a, n in seen.items() if a not in WELL})
        wrong = [p99 >= 10 * middle, missing, no_letter, errors, abs(end / half - 1) > 0.05]
        self.is_good = not any(wrong)
        return [
            f"{readings / seconds:.0f}, {100 * readings / (readings + asked):.0f} %",
            f"{middle:.1f} ms, {p99:.1f} ms",
            f"{p99 / middle:.1f}",
            f"{sum(searches.answers.values())}, {searches.longest:.1f} s",
            f"{len(crowd.received)}, {missing}",
            f"{len(crowd.addresses)}, {no_letter}",
            ", ".join(f"{n} × {what}" for what, n in errors.items()) or "0",
            f"{half:.0f} MB, {end:.0f} MB",
            f"{100 * (end / half - 1):+.1f} %",
        ]

    def halves(self) -> tuple[float, float]:
        """The memory of a while after half the time, and of as long a while at the end."""
        second = self.memory[len(self.memory) // 2 :]
        while_ = max(1, len(second) // 5)
        return median(second[:while_]), median(second[-while_:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    columns, is_good = {}, True
    with tempfile.TemporaryDirectory(prefix="helpcentre-load-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        scenes: dict[str, Scene] = {}
        for name, (on, door) in STAGES.items():
            if options.names and name not in options.names:
                continue
            if (on == "postgresql" and binaries() is None) or (
                door == "nginx" and not has("nginx")
            ):
                print(f"{name}: left out, it is not installed")
                continue
            if on not in scenes:
                place = Path(folder) / on
                place.mkdir()
                scenes[on] = Scene(stack, place, on=on, clock=False)
            columns[name], good = held_on(scenes[on], door, options.seconds)
            is_good &= good
            print(f"{name}: load of the machine {os.getloadavg()[1]:.1f}", flush=True)
    print(f"\n| | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for row, cells in zip(ROWS, zip(*columns.values(), strict=True), strict=True):
        print(f"| {row} | {' | '.join(cells)} |")
    write("load", {name: dict(zip(ROWS, cells, strict=True)) for name, cells in columns.items()})
    return 0 if is_good else 1


def held_on(scene: Scene, door: str, seconds: float) -> tuple[list[str], bool]:
    held = Held()
    scene.site.kept(KEPT)
    told, until = mp.Queue(), time.monotonic() + seconds
    asked = (scene.ports[door], scene.site.host, until, told)
    readers = [mp.Process(target=read, args=asked) for _ in range(PROCESSES)]
    for reader in readers:
        reader.start()
    with Crowd(scene.site, port=scene.ports[door], kinds=EVERYBODY_ELSE) as crowd:
        while time.monotonic() < until:
            held.memory.append(sum(map(pss_of, scene.site.workers())))
            time.sleep(min(2, max(0, until - time.monotonic())))
        for _ in readers:
            milliseconds, answers = told.get(timeout=120)
            held.milliseconds += milliseconds
            held.answers += answers
    stored, scene.owed = set(scene.stored()), crowd.addresses
    missing = sum(words not in stored for words in crowd.received)
    no_letter = sum(not times for times in scene.arrived().values())
    return held.figures(crowd, missing, no_letter, seconds), held.is_good


def read(port: int, host: str, until: float, told: mp.Queue) -> None:
    """One process with its share of the readers, each a thread with a connection of its own."""
    milliseconds, answers = [], Counter()

    def load() -> None:
        pause, next_at = PROCESSES * THREADS / A_SECOND, time.monotonic()
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            for number in count():
                if (now := time.monotonic()) > until:
                    return
                path = KEPT if number % 4 else PAGE
                answers[fetch(connection, path, host)] += 1
                if path == KEPT:
                    milliseconds.append(1000 * (time.monotonic() - now))
                next_at = max(next_at + pause, time.monotonic())
                time.sleep(max(0, next_at - time.monotonic()))

    threads = [Thread(target=load) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put((milliseconds, answers))


def fetch(connection: HTTPConnection, path: str, host: str) -> str:
    """As a browser does: on a connection that was closed meanwhile it asks once more."""
    for _ in range(2):
        try:
            connection.request("GET", path, headers={"Host": host, "Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            return str(answer.status)
        except (OSError, HTTPException) as trouble:
            connection.close()
            said = type(trouble).__name__
    return said


if __name__ == "__main__":
    sys.exit(main())
