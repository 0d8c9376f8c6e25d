"""`make bench`: every benchmark, one after the other, each in a process of its own.

python -m bench                    all of them
python -m bench pages growth       those named
"""

import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent
ALL = ["pages", "growth", "storm", "search", "indexing", "moderation", "spam", "archive"]


def main() -> int:
    names = sys.argv[1:] or [name for name in ALL if (BASE / f"{name}.py").exists()]
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, f"bench/{name}.py"], cwd=BASE.parent).returncode:
            failed.append(name)
    if failed:
        print("failed:", ", ".join(failed))
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
