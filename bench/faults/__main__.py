"""What readers, writers and moderators see while something is broken, as one table.

    python -m bench.faults                     every rehearsal, some ten minutes
    python -m bench.faults "disk full" letters those whose names hold the words

On a site, a database and a small disk of its own, on this machine only: some seconds of calm, some
with the fault, some after. Every comment that a writer was told we had received must be in the
database, once, and its author must have had one letter. Fails when not, when words did not come
back, at any 500, and when the site did not heal within seconds. What needs root, PostgreSQL, nginx,
wrk or a C compiler is left out, and said.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(BASE))
os.environ["DJANGO_SETTINGS_MODULE"] = "helpcentre.settings"

from bench.faults import breaking, letters  # noqa: E402
from bench.faults.people import SOME_OF_ALL, Crowd  # noqa: E402
from bench.faults.scene import Scene, has  # noqa: E402
from bench.measuring import write  # noqa: E402
from tests.published.postgres import binaries  # noqa: E402

CALM = 4  # seconds
PATIENCE = 40  # seconds for who is last to act again: a busy machine is slow, not broken
ROLES = ("reads a kept page", "searches", "writes", "moderates")
PHASES = ("during", "healing", "after")
WELL = ("200", "received", "approved", "queue read", "signed in: 302")


@dataclass(frozen=True)
class Rehearsal:
    name: str
    broken: Callable
    on: str = "sqlite"
    door: str = "gunicorn"
    seconds: float = 8
    needs: str = ""
    clock: bool = False

    def missing(self) -> str:
        if self.needs == "root" and os.geteuid() != 0:
            return "needs root"
        if self.on == "postgresql" and binaries() is None:
            return "needs PostgreSQL"
        for program in {self.door, self.needs} & {"nginx", "wrk"}:
            if not has(program):
                return f"needs {program}"
        if self.clock and not has("cc"):
            return "needs a C compiler"
        return ""


ON_POSTGRESQL = {"on": "postgresql"}
# Those of one stage together: it is built once, and built again when it did not heal.
REHEARSALS = [
    Rehearsal("nothing", breaking.nothing),
    Rehearsal("disk full", breaking.full_disk, needs="root"),
    Rehearsal("disk read-only", breaking.read_only_disk, needs="root"),
    Rehearsal("database file not writable", breaking.not_writable("db.sqlite3"), needs="root"),
    Rehearsal("data folder not writable", breaking.not_writable("."), needs="root"),
    Rehearsal("pages folder not writable", breaking.not_writable("pages"), needs="root"),
    Rehearsal("pictures' folder not writable", breaking.not_writable("media"), needs="root"),
    Rehearsal("private folder not writable", breaking.not_writable("riservati"), needs="root"),
    Rehearsal("database locked", breaking.locked_database, seconds=25),
    Rehearsal("workers killed", breaking.killed_workers),
    Rehearsal("everything killed, started again", breaking.killed_master),
    Rehearsal("each process killed in turn", breaking.each_killed),
    Rehearsal("reloaded (HUP)", breaking.reloaded),
    Rehearsal("two deployments on one folder", breaking.another_on_the_same_folder),
    Rehearsal("mail server down", breaking.mail_down),
    Rehearsal("nginx alone", breaking.nobody_behind_nginx, door="nginx"),
    Rehearsal("200 slow clients, no nginx", breaking.slow_clients("gunicorn")),
    Rehearsal("200 slow clients, nginx", breaking.slow_clients("nginx"), door="nginx"),
    Rehearsal("one network asks", breaking.one_network_asks, door="nginx", needs="wrk"),
    Rehearsal("database down", breaking.database_down, **ON_POSTGRESQL),
    Rehearsal("database frozen", breaking.frozen_database, seconds=25, **ON_POSTGRESQL),
    Rehearsal("database slow", breaking.slow_database, **ON_POSTGRESQL),
    Rehearsal("workers killed, PostgreSQL", breaking.killed_workers, **ON_POSTGRESQL),
    Rehearsal("each process killed in turn, PostgreSQL", breaking.each_killed, **ON_POSTGRESQL),
    Rehearsal("clock three days back", breaking.clock_set(-3), clock=True),
    Rehearsal("clock three days forward", breaking.clock_set(3), clock=True),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names
    asked = [r for r in REHEARSALS if not names or any(name in r.name for name in names)]
    faults, crowds = [], {}
    with tempfile.TemporaryDirectory(prefix="helpcentre-faults-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        stage = Stage(Path(folder))
        stack.callback(stage.stack.close)  # an interrupted run leaves no server behind
        for rehearsal in asked:
            if missing := rehearsal.missing():
                print(f"\n{rehearsal.name}: left out, it {missing}", flush=True)
                continue
            try:
                crowds[rehearsal.name], wrong = rehearse(rehearsal, stage)
            except Exception as trouble:
                wrong = [f"not rehearsed to its end: {trouble!r}"]
                stage.is_spoilt = True
                print(f"\n{rehearsal.name}: {wrong[0]}", flush=True)
            faults += [f"{rehearsal.name}: {one}" for one in wrong]
        faults += stage.close()
    if not names or any("letters".startswith(name) for name in names):
        faults += letters.rehearse()
    show(crowds, faults)
    write("faults", {name: crowd.told() for name, crowd in crowds.items()} | {"faults": faults})
    return 1 if faults else 0


class Stage:
    """The scene that stands, for as long as it is the right one and whole."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.is_spoilt = folder, False
        self.kind: tuple[str, bool] | None = None
        self.scene: Scene | None = None
        self.stack = ExitStack()
        self.wrong: list[str] = []

    def of(self, rehearsal: Rehearsal) -> Scene:
        kind = (rehearsal.on, rehearsal.clock)
        if self.scene is None or self.is_spoilt or kind != self.kind:
            self.wrong += self._strike()
            folder = Path(tempfile.mkdtemp(dir=self.folder))
            self.scene = Scene(self.stack, folder, on=rehearsal.on, clock=rehearsal.clock)
            self.kind, self.is_spoilt = kind, False
        return self.scene

    def close(self) -> list[str]:
        return self.wrong + self._strike()

    def _strike(self) -> list[str]:
        """Take the scene down; what was wrong with its letters."""
        try:
            return [] if self.scene is None else wrong_letters(self.scene.arrived())
        finally:
            self.scene = None
            self.stack.close()


def rehearse(rehearsal: Rehearsal, stage: Stage) -> tuple[Crowd, list[str]]:
    """What everybody saw, and what must not be."""
    scene = stage.of(rehearsal)
    with Crowd(scene.site, port=scene.ports[rehearsal.door], kinds=SOME_OF_ALL) as crowd:
        time.sleep(CALM)
        crowd.phase = "during"
        with rehearsal.broken(scene):
            time.sleep(rehearsal.seconds)
            crowd.phase = "healing"
        time.sleep(CALM)
        crowd.phase = "after"
        time.sleep(CALM)
        crowd.wait_until_everybody_acted(PATIENCE)
    scene.owed += crowd.addresses
    scene.keep_sending()
    stored = scene.stored()
    wrong = wrong_of(crowd, stored)
    stage.is_spoilt = any("healed" in one for one in wrong)
    missing = sum(words not in stored for words in crowd.received)
    print(f"\n{rehearsal.name}: told «received» {len(crowd.received)}, missing {missing}")
    for phase in PHASES:
        for role in ROLES:
            print(f"  {phase:7} {role:18} {crowd.seen(phase, role)}")
    print("\n".join(f"  FAULT {one}" for one in wrong), flush=True)
    return crowd, wrong


def wrong_of(crowd: Crowd, stored: list[str]) -> list[str]:
    wrong = [f"lost: {words!r}" for words in crowd.received if words not in stored]
    wrong += [f"twice: {words!r}" for words in set(stored) if stored.count(words) > 1]
    for phase in PHASES:
        for role in ROLES:
            said = crowd.seen(phase, role).answers
            wrong += [f"{phase}, {role}: {a}" for a in said if "WITHOUT" in a or a[:3] == "500"]
        # A page that was taken away a moment before has nobody to make it: 503 says so.
        pages = crowd.seen(phase, "reads a kept page").answers
        wrong += [f"{phase}, a reader: {a}" for a in pages if a[0] == "4" or "else" in a]
    for role in ROLES:
        after = crowd.seen("after", role).answers
        wrong += [f"not healed, {role}: {a}" for a in after if a not in WELL]
        wrong += [f"not healed: nobody {role}"] * (not after)
    return wrong


def wrong_letters(arrived: dict[str, int]) -> list[str]:
    """Twice is right where the mail server had it and the sender died: once for each that died."""
    twice = sum(times > 1 for times in arrived.values())
    print(f"\nletters owed {len(arrived)}, came {sum(map(bool, arrived.values()))}, twice {twice}")
    wrong = [f"no letter: {address}" for address, times in arrived.items() if not times]
    return wrong + [f"{twice} letters came twice"] * (twice > breaking.SENDERS_KILLED)


def show(crowds: dict[str, Crowd], faults: list[str]) -> None:
    """One line a rehearsal, while it was broken; docs/operations.md has such a table."""
    print(f"\n| meanwhile | {' | '.join(f'who {role}' for role in ROLES)} |\n|{'---|' * 5}")
    for name, crowd in crowds.items():
        print(f"| {name} | {' | '.join(str(crowd.seen('during', role)) for role in ROLES)} |")
    print("\n" + ("\n".join(f"FAULT {one}" for one in faults) or "no fault"))


if __name__ == "__main__":
    sys.exit(main())
