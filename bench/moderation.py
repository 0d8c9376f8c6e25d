"""«Da moderare» with 1,000,000 past and 20,000 waiting contributions, beside one with 100 waiting.

    python bench/moderation.py                     SQLite, and PostgreSQL where there is one
    python bench/moderation.py --past 100000       a smaller big site

Each site is a process of its own with a database of its own; a signed-in moderator opens the same
tabs in both, in turn, so that a busy machine disturbs both alike. Prints the medians, the SQL
queries and the ratio; writes bench/results/moderation.json. Fails when a page needs more than 12
queries or more than twice the time.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

RESULTS = Path(__file__).parent / "results" / "moderation.json"
SMALL = {"waiting": 100, "past": 200}
QUERIES, TIMES = 12, 2.0
PAGES = {
    "in attesa": "?scheda=attesa",
    "in attesa, a metà": "half",
    "segnalati": "?scheda=segnalati",
    "pubblicati": "?scheda=pubblicati",
    "spam": "?scheda=spam",
    "una parola di tutti": "?parole=pacco",
    "la stessa, nello spam": "?parole=pacco&scheda=spam",
    "una parola rara": "?parole=raro",
    "due mai insieme": "?parole=pari+dispari",
    "una su cento, storie": "?parole=centesimo&tipo=story",
    "fra due giorni": "?parole=pacco&dal=2024-01-01&al=2024-01-02",
    "azienda e autore": "?azienda=azienda+7&autore=lettrice+7",
    "moderatore": "?moderatore=moderatore+3&scheda=pubblicati",
    "chi scrive": "author",
    "una voce": "item",
    "ultime decisioni": "decisioni/",
    "novità": "news",
}


class Site:
    """A site of some size in a process of its own (bench/moderation_site.py)."""

    def __init__(self, folder: Path, database: str, *, waiting: int, past: int) -> None:
        folder.mkdir(parents=True)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, BASE / "bench" / "moderation_site.py", str(waiting), str(past)],
            env=os.environ
            | {
                "DATA_DIR": str(folder),
                "STATIC_ROOT": str(folder / "static"),
                "DATABASE_URL": database or f"sqlite:///{folder / 'db.sqlite3'}",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_until_filled(self) -> float:
        """Seconds it took."""
        self._answer()
        return time.monotonic() - self.started

    def open(self, page: str) -> dict:
        """Milliseconds, SQL queries and rows of a page."""
        print(page, file=self.process.stdin, flush=True)
        return self._answer()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("The site's process died: see its words above.")
        return json.loads(line)


def compare(small: Site, big: Site, *, rounds: int) -> list[dict]:
    compared = []
    for name, page in PAGES.items():
        both = [(small.open(page), big.open(page)) for _ in range(rounds + 2)][2:]
        few, many = (median(pair[side]["ms"] for pair in both) for side in (0, 1))
        compared.append(
            {
                "page": name,
                "rows": both[0][1]["rows"],
                "queries": max(pair[1]["queries"] for pair in both),
                "ms_small": round(few, 1),
                "ms_big": round(many, 1),
                "ratio": round(many / few, 2),
            }
        )
    return compared


def measure(database: str, make_url, sizes: dict, rounds: int) -> list[dict]:
    with tempfile.TemporaryDirectory(prefix="bench-moderation-") as folder:
        sites = [
            Site(Path(folder) / name, make_url() if make_url else "", **size)
            for name, size in (("small", SMALL), ("big", sizes))
        ]
        for site, size in zip(sites, (SMALL, sizes), strict=True):
            print(f"{database}: {size}: filled in {site.wait_until_filled():.0f} s", flush=True)
        rows = compare(*sites, rounds=rounds)
        for site in sites:
            site.close()
    return [{"database": database, **row} for row in rows]


def main() -> None:
    from bench.postgresql import a_postgresql

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--past", type=int, default=1_000_000)
    parser.add_argument("--waiting", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=25)
    asked = parser.parse_args()
    sizes = {"waiting": asked.waiting, "past": asked.past}
    rows = measure("SQLite", None, sizes, asked.rounds)
    with a_postgresql() as make_url:
        if make_url:
            rows += measure("PostgreSQL", make_url, sizes, asked.rounds)
    report(sizes, rows)


def report(sizes: dict, rows: list[dict]) -> None:
    print(
        f"\n{'database':<11}{'page':<24}{'rows':>5}{'queries':>9}{'100':>9}{'big':>9}{'ratio':>7}"
    )
    for row in rows:
        print(
            f"{row['database']:<11}{row['page']:<24}{row['rows']:>5}{row['queries']:>9}"
            f"{row['ms_small']:>7} ms{row['ms_big']:>6} ms{row['ratio']:>7}"
        )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"small": SMALL, "big": sizes, "pages": rows}, indent=2) + "\n")
    slow = [row for row in rows if row["queries"] > QUERIES or row["ratio"] > TIMES]
    if slow:
        raise SystemExit(f"Over {QUERIES} queries or {TIMES} times the time: {slow}")


if __name__ == "__main__":
    main()
