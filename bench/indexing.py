"""How long a reader waits while 100,000 sections are indexed, on SQLite and on PostgreSQL.

    python bench/indexing.py [--sections 100000]

Guides of twenty made-up sections are published as rows; `manage.py rebuild_search` indexes them
while one reader asks without a pause, and an editor publishes a guide every second. Then fifty
guides more are published one after the other, without a pause, as an import would. Before and
after, for comparison, the same questions are asked with nothing else going on.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.italian import SECTIONS_IN_A_GUIDE, a_set  # noqa: E402
from bench.measuring import write  # noqa: E402
from bench.pages import a_site  # noqa: E402
from bench.postgresql import a_postgresql  # noqa: E402
from bench.search import Reader  # noqa: E402

AT_ONCE = 100  # guides
IMPORTED = 50


def publish(how_many: int) -> None:
    """Guides with so many sections in all, as rows: nothing is indexed yet."""
    import django

    django.setup()
    from bench.fill import copy
    from guides.guide.editions import Edition, EditionSection

    model = Edition.objects.live().select_related("guide").get(slug="aliexpress")
    row = model.sections.first()
    sections, _ = a_set(how_many, 0)
    for guides in in_batches(in_batches(sections, SECTIONS_IN_A_GUIDE), AT_ONCE):
        slugs = [uuid.uuid4().hex for _ in guides]
        working = [copy(model.guide, slug=slug, live_id=None) for slug in slugs]
        working = type(model.guide).objects.bulk_create(working)
        editions = Edition.objects.bulk_create(
            copy(model, guide=guide, slug=guide.slug, title=of_it[0].guide)
            for guide, of_it in zip(working, guides, strict=True)
        )
        for guide, edition in zip(working, editions, strict=True):
            guide.live = edition
        type(model.guide).objects.bulk_update(working, ["live"])
        EditionSection.objects.bulk_create(
            copy(
                row,
                edition=edition,
                uid=uuid.uuid4(),
                position=number,
                slug=f"s{number}",
                title=section.title,
                problem=section.problem,
                body_text=section.text,
            )
            for edition, of_it in zip(editions, guides, strict=True)
            for number, section in enumerate(of_it)
        )


def publish_one_by_one(how_many: int) -> None:
    """So many new guides of twenty sections, written and published as the desk does it."""
    import django

    django.setup()
    from bench.fill import copy
    from guides.guide.editions import Edition
    from guides.guide.models import Section

    model = Edition.objects.live().select_related("guide").get(slug="aliexpress").guide
    sections, _ = a_set(how_many * SECTIONS_IN_A_GUIDE, 0)
    for of_it in in_batches(sections, SECTIONS_IN_A_GUIDE):
        guide = copy(model, slug=uuid.uuid4().hex, title=of_it[0].guide, live_id=None)
        guide.revision, guide.published_revision = 1, 0
        guide.save()
        for number, section in enumerate(of_it):
            Section.objects.create(
                guide=guide,
                position=number,
                slug=f"s{number}",
                title=section.title,
                problem=section.problem,
                body=section.text,
            )
        guide.publish(by=None)


def in_batches(values: Iterable, size: int) -> Iterator[list]:
    every = iter(values)
    while batch := list(islice(every, size)):
        yield batch


class Asking(Thread):
    """A reader who asks one question after the other until told to stop."""

    def __init__(self, site, questions: list[str]) -> None:
        super().__init__(daemon=True)
        self.reader, self.questions = Reader(site), cycle(questions)
        self.took: list[float] = []
        self.slowest = (0.0, "", 0.0)  # milliseconds, the question, seconds since the first
        self.enough = Event()

    def run(self) -> None:
        begun = time.monotonic()
        while not self.enough.is_set():
            question = next(self.questions)
            self.took.append(self.reader.get("/cerca/", question)[1])
            self.slowest = max(self.slowest, (self.took[-1], question, time.monotonic() - begun))

    def stop(self) -> dict[str, float]:
        self.enough.set()
        self.join()
        tell("the slowest: {:.0f} ms, «{}», after {:.0f} s".format(*self.slowest))
        took = sorted(self.took)
        return {
            "answers": len(took),
            "p50": took[len(took) // 2],
            "p99": took[int(len(took) * 0.99)],
            "worst": took[-1],
        }


def measure(stack: ExitStack, folder: Path, database: str | None, how_many: int) -> dict:
    tell("a new site with the demo")
    site = a_site(stack, folder, **({"DATABASE_URL": database} if database else {}))
    site.manage("load_demo")
    _, asked = a_set(2_000, 300)
    questions = [question.text for question in asked]
    tell(f"{how_many} sections are written")
    in_a_process_of_its_own(site, "--publish", how_many)
    site.start()
    site.act("publish", slug="treno-in-ritardo", title="Treno in ritardo")  # its process starts
    result = {"before": alone(site, questions)}
    result["meanwhile"] = while_it_is_rebuilt(site, questions, folder / "rebuilding")
    tell(f"indexed in {result['meanwhile']['seconds']:.0f} s; {IMPORTED} guides are published")
    reader, begun = Asking(site, questions), time.monotonic()
    reader.start()
    in_a_process_of_its_own(site, "--publish-one-by-one", IMPORTED)
    result["while fifty guides are published"] = reader.stop()
    result["while fifty guides are published"] |= {"seconds": time.monotonic() - begun}
    return result | {"after": alone(site, questions)}


def in_a_process_of_its_own(site, option: str, how_many: int) -> None:
    command = [sys.executable, __file__, option, str(how_many)]
    subprocess.run(command, cwd=BASE, env=site.environment, check=True)


def while_it_is_rebuilt(site, questions: list[str], said: Path) -> dict[str, float]:
    reader, begun = Asking(site, questions), time.monotonic()
    reader.start()
    with open(said, "wb") as out:
        command = [sys.executable, "manage.py", "rebuild_search", "--verbosity", "2"]
        indexing = subprocess.Popen(command, cwd=BASE, env=site.environment, stdout=out)
    publications = publish_now_and_then(site, indexing, reader, said)
    seconds = time.monotonic() - begun
    assert indexing.returncode == 0
    return reader.stop() | {"seconds": seconds, "slowest publication": max(publications)}


def alone(site, questions: list[str]) -> dict[str, float]:
    reader = Asking(site, random.Random(5).sample(questions, len(questions)))
    reader.start()
    time.sleep(10)
    return reader.stop()


def publish_now_and_then(
    site, indexing: subprocess.Popen, reader: Asking, said: Path
) -> list[float]:
    """Milliseconds each publication took, one a second while the index is made."""
    took = []
    while indexing.poll() is None:
        begun = time.perf_counter()
        site.act("publish", slug="treno-in-ritardo", title=f"Treno in ritardo {len(took)}")
        took.append((time.perf_counter() - begun) * 1000)
        if len(took) % 15 == 0:
            read = (said.read_bytes().split(b"\n")[-2:-1] or [b"0 read"])[0].decode()
            worst = reader.slowest[0]
            tell(f"{read}; {len(reader.took)} answers, the slowest {worst:.0f} ms")
        time.sleep(1)
    return took


def tell(what: str) -> None:
    load = os.getloadavg()[0]
    print(f"  {time.strftime('%H:%M:%S', time.gmtime())}, load {load:.1f}: {what}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, default=100_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--publish", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--publish-one-by-one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.publish:
        publish(options.publish)
        return
    if options.publish_one_by_one:
        publish_one_by_one(options.publish_one_by_one)
        return
    results = {}
    with tempfile.TemporaryDirectory() as folder, a_postgresql() as new_database:
        databases = {"sqlite": None} | ({"postgresql": new_database} if new_database else {})
        for name, database in databases.items():
            if options.only not in (None, name):
                continue
            print(f"\n{name}", flush=True)
            with ExitStack() as stack:
                url = database() if database else None
                results[name] = measure(stack, Path(folder) / name, url, options.sections)
            show(results[name])
    write("indexing", results)


def show(result: dict) -> None:
    for when, times in result.items():
        print(
            f"  {when:30} p50 {times['p50']:6.1f} ms   p99 {times['p99']:6.1f} ms   "
            f"worst {times['worst']:6.1f} ms   ({times['answers']} answers)"
        )
    meanwhile = result["meanwhile"]
    print(
        f"  indexed in {meanwhile['seconds']:.0f} s; "
        f"the slowest publication meanwhile {meanwhile['slowest publication']:.0f} ms"
    )


if __name__ == "__main__":
    main()
