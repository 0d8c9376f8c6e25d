"""What a copy of a large site costs: seconds, and the most memory that each command held.

python bench/archive.py [--guides 10000] [--comments 100000] [--without-import]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.measuring import write  # noqa: E402

MOST_MB = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--guides", type=int, default=10_000)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--without-import", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here, there, copy = (Path(folder) / name for name in ("here", "there", "copy"))
        filled(here, options)
        results = {"export": measured(here, "export_site", str(copy))}
        if not options.without_import:
            run(there, "manage.py", "migrate", "--verbosity", "0")
            results["import"] = measured(there, "import_site", str(copy))
    print(f"{options.guides} guides, {options.comments} comments; at most {MOST_MB} MB wanted")
    for what, each in results.items():
        print(f"{what:8}{each['seconds']:8.0f} s{each['mb']:8.0f} MB")
    write("archive", {"guides": options.guides, "comments": options.comments, **results})


def filled(site: Path, options) -> None:
    run(site, "manage.py", "migrate", "--verbosity", "0")
    run(site, "manage.py", "load_demo")
    run(site, "-m", "bench.fill", str(options.guides), str(options.comments))


def run(site: Path, *command: str) -> int:
    """Run one of our commands on a site of its own; the most memory it held, in kB."""
    site.mkdir(exist_ok=True)
    own = {"DATA_DIR": str(site), "DATABASE_URL": f"sqlite:///{site}/db.sqlite3"}
    own |= {"DJANGO_SETTINGS_MODULE": "helpcentre.settings"}
    process = subprocess.Popen([sys.executable, *command], cwd=BASE, env=os.environ | own)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    return used.ru_maxrss


def measured(site: Path, *command: str) -> dict:
    begun = time.monotonic()
    kilobytes = run(site, "manage.py", *command)
    return {"seconds": time.monotonic() - begun, "mb": kilobytes / 1024}


if __name__ == "__main__":
    main()
