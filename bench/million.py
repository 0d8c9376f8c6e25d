"""How fast the search answers in a very large index, on SQLite and on PostgreSQL.

    python bench/million.py [--sections 1000000] [--only sqlite] [--folder kept]

A hundred thousand texts are bench/made.py's; the rest are copies of their rows, made by SQL: each
word is as much more frequent, and none is in fewer texts than there are copies. Vocabulary and
counts are written as the site would have them. What is asked is what bench/search.py asks. With
--folder what was filled is kept there and asked again.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.italian import Question  # noqa: E402
from bench.made import FIELDS, Made  # noqa: E402
from bench.measuring import TICK, write  # noqa: E402
from bench.postgresql import a_postgresql  # noqa: E402
from bench.search import Reader, cpu_of, kinds_of_questions, memory_of, quality  # noqa: E402
from tests.published.running_site import RunningSite  # noqa: E402

QUESTIONS = 400
MADE = 100_000  # sections; the others are copies
COPIED = {  # what must not be the same in each copy
    "key": "key || '-' || {copy}",
    "owner": "owner || '-' || {copy}",
}
VECTORS = "title_vector", "stems_vector"
INDEXES = {"title": VECTORS[0], "stems": VECTORS[1], "pairs": "guides_word_pairs(words)"}
TABLE, STEMS, WORDS = "guides_searchdocument", "guides_indexedstem", "guides_indexedword"


# --- one index ----------------------------------------------------------------------------------


def fill(how_many: int) -> None:
    """The index of this process's site, written row by row without the analyzer."""
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    made, begun = Made(min(how_many, MADE)), time.process_time()
    times = how_many // made.sections
    writer = _Sqlite() if connection.vendor == "sqlite" else _Postgresql()
    for number, rows in enumerate(made.rows(), 1):
        writer.write(TABLE, FIELDS, rows)
        if number % 5 == 0:
            tell(f"{number * len(rows):,} sections, {time.process_time() - begun:.0f} s of CPU")
    for copy in range(1, times):
        writer.copy(copy)
        tell(f"{made.sections * (copy + 1):,} sections")
    vocabulary = [(word, stem, n * times) for word, stem, n in made.vocabulary()]
    writer.write(WORDS, ("word", "stem", "documents"), vocabulary)
    held = zip(made.words.stems, made.containing_stem.tolist(), strict=True)
    writer.write(STEMS, ("stem", "documents"), [(stem, n * times) for stem, n in held if n])
    _count(made, times)
    writer.finish()
    _keep_what_is_asked(made, times)
    tell(f"filled: {how_many:,} sections, {len(vocabulary):,} words")


def _keep_what_is_asked(made: Made, times: int) -> None:
    questions = made.questions(QUESTIONS)
    sections = [section for section, *_ in made.asked_about]
    ends = ["", *(f"-{copy}" for copy in range(1, times))]
    asked = {
        "questions": [
            [question.text, *(f"{key}{end}" for key in question.answers for end in ends)]
            for question in questions
        ],
        "kinds": kinds_of_questions(sections, questions),
    }
    Path(os.environ["DATA_DIR"], "asked.json").write_text(json.dumps(asked), encoding="utf-8")


def _copying(names: tuple[str, ...]) -> str:
    """The rows that were made, once more."""
    fields = ", ".join(COPIED.get(name, name) for name in names)
    return (
        f"INSERT INTO {TABLE} ({', '.join(names)}) SELECT {fields} FROM {TABLE} "
        "WHERE key NOT LIKE '%-%' ORDER BY id"
    )


def _count(made: Made, times: int) -> None:
    from guides.search.models import ANALYZER, SearchIndex

    sums = {"title_words": made.title_words * times, "body_words": made.body_words * times}
    SearchIndex.objects.all().delete()
    SearchIndex.objects.create(
        pk=1, made_by=ANALYZER, version=1, documents=made.sections * times, **sums
    )


class _Sqlite:
    """The triggers feed FTS5, as they do when the site publishes."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection.connection
        for pragma in ("synchronous=OFF", "cache_size=-500000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self._gather(32)

    def write(self, table: str, names: tuple[str, ...], rows: list[tuple]) -> None:
        places = ", ".join("?" * len(names))
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"
        self.connection.execute("BEGIN")
        self.connection.executemany(insert, rows)
        self.connection.execute("COMMIT")

    def copy(self, number: int) -> None:
        self.connection.execute(_copying(FIELDS).format(copy=number))

    def _gather(self, megabytes: int) -> None:
        """What FTS5 gathers before it writes."""
        setting = "INSERT INTO guides_searchtext (guides_searchtext, rank) VALUES ('hashsize', ?)"
        self.connection.execute(setting, [megabytes * 1024 * 1024])

    def finish(self) -> None:
        self._gather(1)
        self.connection.execute("ANALYZE")


class _Postgresql:
    """Its full-text indexes are made at the end."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection.connection
        self.connection.execute("SET maintenance_work_mem = '1GB'")
        for name in INDEXES:
            self.connection.execute(f"DROP INDEX IF EXISTS {TABLE}_{name}")

    def write(self, table: str, names: tuple[str, ...], rows: list[tuple]) -> None:
        with (
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def copy(self, number: int) -> None:
        if number == 1:  # what is copied need not be computed again
            for field in VECTORS:
                self.connection.execute(
                    f"ALTER TABLE {TABLE} ALTER COLUMN {field} DROP EXPRESSION IF EXISTS"
                )
        names = (*FIELDS, *VECTORS)
        self.connection.execute(_copying(names).format(copy=number))

    def finish(self) -> None:
        for name, field in INDEXES.items():
            tell(f"the index over {field} is made")
            self.connection.execute(
                f"CREATE INDEX {TABLE}_{name} ON {TABLE} USING gin ({field}) "
                "WITH (fastupdate = off)"
            )
        self.connection.execute("VACUUM ANALYZE")


# --- what it costs ------------------------------------------------------------------------------


def server_cpu(database: str | None) -> float:
    """Seconds of CPU of PostgreSQL's processes for this database."""
    name = (database or "/ none").rpartition("/")[2]
    spent = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f" {name} ".encode() in (process / "cmdline").read_bytes():
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                spent += int(fields[11]) + int(fields[12])
        except OSError:  # it has ended
            continue
    return spent / TICK


def speed(site: RunningSite, database: str | None, asked: list[str]) -> dict[str, float]:
    reader, before, at_server = Reader(site), cpu_of(site), server_cpu(database)
    times = sorted(reader.get("/cerca/", question)[1] for question in asked)
    return {
        "p50": times[len(times) // 2],
        "p95": times[int(len(times) * 0.95)],
        "max": times[-1],
        "cpu": (cpu_of(site) - before) * 1000 / len(asked),
        "server cpu": (server_cpu(database) - at_server) * 1000 / len(asked),
    }


def a_filled_site(folder: Path, database: str | None, how_many: int) -> RunningSite:
    folder.mkdir(parents=True, exist_ok=True)
    address, filled = folder / "address", folder / "asked.json"
    if not address.exists():
        address.write_text(database or "")
    static = str(folder / "collected")
    site = RunningSite(folder, address.read_text(), WEB_CONCURRENCY="1", STATIC_ROOT=static)
    if not filled.exists():
        site.manage("migrate", "--verbosity", "0")
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        tell("the index is filled")
        filling = [sys.executable, __file__, "--fill", str(how_many)]
        subprocess.run(filling, cwd=BASE, env=site.environment, check=True)
    return site


def measure(folder: Path, database: str | None, how_many: int) -> dict:
    site = a_filled_site(folder, database, how_many)
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    questions = [Question(text, frozenset(right)) for text, *right in asked["questions"]]
    site.start()
    try:
        reader = Reader(site)
        result = {"plain": quality([reader.hits(q.text) for q in questions], questions)}
        tell("recall@5 {recall@5:.3f}, MRR@10 {mrr@10:.3f}".format(**result["plain"]))
        for kind, texts in asked["kinds"].items():
            result[kind] = speed(site, site.database_url, texts)
            show(kind, result[kind])
        return result | {"memory": memory_of(site)}
    finally:
        site.stop()


def show(kind: str, times: dict[str, float]) -> None:
    tell(
        f"{kind:<20} p50 {times['p50']:6.1f} ms   p95 {times['p95']:6.1f} ms   worst "
        f"{times['max']:6.1f} ms   CPU {times['cpu']:5.1f} + {times['server cpu']:5.1f} ms"
    )


def tell(what: str) -> None:
    print(
        f"  {time.strftime('%H:%M:%S', time.gmtime())}, load {os.getloadavg()[0]:.1f}: {what}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--folder", type=Path, help="where what was filled is kept")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill)
        return
    results = {}
    with tempfile.TemporaryDirectory() as folder, a_postgresql() as new_database:
        databases = {"sqlite": None} | ({"postgresql": new_database} if new_database else {})
        for name, database in databases.items():
            if options.only not in (None, name):
                continue
            print(f"\n{name}", flush=True)
            kept = (options.folder or Path(folder)).resolve() / name
            url = database() if database and not (kept / "address").exists() else None
            results[name] = measure(kept, url, options.sections)
    write("million", results)


if __name__ == "__main__":
    main()
