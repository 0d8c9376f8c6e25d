"""PostgreSQL's own programs: which one fits the server, run with its bar and its sentences."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from guides.archive.progress import Progress
from guides.backup.exceptions import DiskFull, NoTool, Refused

DEBIAN = Path("/usr/lib/postgresql")
OF_A_TABLE = re.compile(r"(dumping contents of|processing data for) table ")
# A connection's options as libpq's programs read them.
OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}


def tool(name: str, *, for_server: int) -> str:
    """The path of the oldest one that can read a server of this major version. Raises NoTool."""
    found = installed(name)
    if not found:
        raise NoTool(f"Manca {name}: installa il pacchetto postgresql-client-{for_server}.")
    for version, path in found:
        if version >= for_server:
            return path
    raise NoTool(
        f"{name} è della versione {found[-1][0]} e il server della {for_server}: installa il "
        f"pacchetto postgresql-client-{for_server}."
    )


def installed(name: str) -> list[tuple[int, str]]:
    """(major version, path) of each that answers, the oldest first."""
    return sorted((version, path) for path in _places(name) if (version := _version(path)))


def _places(name: str) -> Iterator[str]:
    yield from (str(path) for path in DEBIAN.glob(f"*/bin/{name}"))
    if path := shutil.which(name):
        yield path


def _version(path: str) -> int:
    """17 of "pg_dump (PostgreSQL) 17.6"; 0 for what does not answer."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = re.search(r"\) (\d+)", asked.stdout)
    return int(number[1]) if number else 0


def run(what: str, tables: int, path: str, *arguments: str, settings: Mapping) -> None:
    """Run one to its end, a step of the bar a table. Raises Refused with what it said last."""
    command = [path, "--verbose", "--no-password", *arguments]
    last = ""
    with subprocess.Popen(  # noqa: S603 - Debian's own programs, told words of ours alone
        command, stderr=subprocess.PIPE, text=True, errors="replace", env=_environment(settings)
    ) as process:
        try:
            with Progress(what, tables, of="tabelle") as bar:
                for line in process.stderr or ():
                    if OF_A_TABLE.search(line):
                        bar(1)
                    if "error:" in line or "FATAL" in line:
                        last = line.partition(": ")[2].strip()
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        kind = DiskFull if "No space left" in last else Refused
        raise kind(f"{what}: {Path(path).name} non è riuscito. {last}")


def _environment(settings: Mapping) -> dict[str, str]:
    """The password goes where no list of processes shows it."""
    own = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "LC_ALL": "C",
    }
    own |= {OPTIONS[k]: said for k, said in settings["OPTIONS"].items() if k in OPTIONS}
    return os.environ | {name: str(said) for name, said in own.items() if said}


dump, restore = partial(tool, "pg_dump"), partial(tool, "pg_restore")
