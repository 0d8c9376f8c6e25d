"""How well and how fast the search answers, on SQLite and on PostgreSQL.

    python bench/search.py                         a set it makes up: 2,000 and 100,000 sections
    python bench/search.py --sizes 2000            the small one only
    python bench/search.py --set passages.json     a set of yours: [[guide, title, text], …] and
                                                   [[question, [numbers of the right texts]], …]

Quality: recall@5 and MRR@10 of what /cerca.json answers, plain and with one slip a question,
beside PyPI's bm25s under the same analyzer (whole text, its own defaults). Speed: one reader over
a kept connection to gunicorn. CPU is that of gunicorn's workers; memory is their proportional set
size. Writes bench/results/search.json.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.italian import Question, Section, a_set, common_words, with_a_slip  # noqa: E402
from bench.postgresql import a_postgresql  # noqa: E402
from tests.published.running_site import RunningSite  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "search.json"
QUESTIONS = 400
AT_ONCE = 50  # guides


# --- what is asked ------------------------------------------------------------------------------


def read_set(path: Path) -> tuple[list[Section], list[Question]]:
    texts, questions = json.loads(path.read_text(encoding="utf-8"))
    sections = [
        Section(f"sezione:{n}", guide, title or guide, "", text)
        for n, (guide, title, text) in enumerate(texts)
    ]
    asked = [Question(q, frozenset(f"sezione:{n}" for n in right)) for q, right in questions]
    return sections, random.Random(1).sample(asked, min(QUESTIONS * 3, len(asked)))


def kinds_of_questions(sections: list[Section], questions: list[Question]) -> dict[str, list[str]]:
    rng = random.Random(2)
    common = list(common_words(sections, 40))
    texts = [rng.choice(sections).text.replace(".", "").lower().split() for _ in range(100)]
    return {
        "domande": [question.text for question in questions[:200]],
        "con un errore": [with_a_slip(question, rng).text for question in questions[:200]],
        "una parola comune": [rng.choice(common) for _ in range(100)],
        "otto parole": [" ".join(words[:8]) for words in texts],
        "otto parole comuni": [" ".join(rng.sample(common, 8)) for _ in range(100)],
        "una frase": ['"' + " ".join(words[4:7]) + '"' for words in texts],
    }


# --- how well -----------------------------------------------------------------------------------


def quality(answers: Iterable[list[str]], questions: Sequence[Question]) -> dict[str, float]:
    recalled = reciprocal = 0.0
    for found, question in zip(answers, questions, strict=True):
        recalled += any(key in question.answers for key in found[:5])
        ranks = [rank for rank, key in enumerate(found[:10], 1) if key in question.answers]
        reciprocal += 1 / ranks[0] if ranks else 0
    return {"recall@5": recalled / len(questions), "mrr@10": reciprocal / len(questions)}


def bm25s_answers(sections: list[Section], questions: list[Question]) -> list[list[str]]:
    """The reference's ten best for each question."""
    import bm25s

    from guides.search.analyzer import significant, tokens

    def stems(text: str) -> list[str]:
        return [token.stem for token in significant(list(tokens(text)))]

    index = bm25s.BM25()
    texts = [f"{s.guide}\n{s.title}\n{s.problem}\n{s.text}" for s in sections]
    index.index([stems(text) for text in texts], show_progress=False)
    known = set(index.vocab_dict)
    answers = []
    for question in questions:
        asked = [stem for stem in stems(question.text) if stem in known]
        found = index.retrieve([asked], k=10, show_progress=False).documents[0] if asked else []
        answers.append([sections[n].key for n in found])
    return answers


# --- how fast -----------------------------------------------------------------------------------


class Reader:
    """One reader with one connection to a site."""

    def __init__(self, site: RunningSite) -> None:
        self.connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
        self.host = f"localhost:{site.port}"

    def get(self, path: str, question: str) -> tuple[bytes, float]:
        """(the answer, milliseconds it took)."""
        begun = time.perf_counter()
        headers = {"Host": self.host, "User-Agent": "bench"}
        self.connection.request("GET", f"{path}?{urlencode({'q': question})}", headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        assert response.status == 200, (response.status, question)
        return body, (time.perf_counter() - begun) * 1000

    def hits(self, question: str) -> list[str]:
        return [hit["id"] for hit in json.loads(self.get("/cerca.json", question)[0])["hits"]]


def speed(site: RunningSite, asked: list[str]) -> dict[str, float]:
    reader, before = Reader(site), cpu_of(site)
    times = sorted(reader.get("/cerca/", question)[1] for question in asked)
    return {
        "p50": median(times),
        "p95": times[int(len(times) * 0.95)],
        "max": times[-1],
        "cpu": (cpu_of(site) - before) * 1000 / len(asked),
    }


def workers_of(site: RunningSite) -> list[int]:
    found = Path(f"/proc/{site.gunicorn.pid}/task/{site.gunicorn.pid}/children").read_text()
    return [int(pid) for pid in found.split()]


def cpu_of(site: RunningSite) -> float:
    """Seconds of CPU that the workers have used so far."""
    spent = 0
    for pid in workers_of(site):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")


def memory_of(site: RunningSite) -> float:
    """Megabytes of the largest worker, shared pages divided among those that share them."""
    sizes = []
    for pid in workers_of(site):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes.append(int(next(line for line in lines if line.startswith("Pss:")).split()[1]))
    return max(sizes) / 1024


# --- one site -----------------------------------------------------------------------------------


def load(path: Path) -> None:
    """Put the sections of a file in the index of this process's site, guide by guide."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
    django.setup()
    from django.db import connection, transaction

    from guides.search import index
    from guides.search.hit import Hit

    sections = [Section(*fields) for fields in json.loads(path.read_text(encoding="utf-8"))]
    guides: dict[str, list[Hit]] = defaultdict(list)
    for s in sections:
        hit = Hit(s.key, "sezione", s.title, f"/guide/prova/#{s.key}", s.text, s.problem, s.guide)
        guides[f"bench:{s.guide or s.key}"[:100]].append(hit)
    owners = list(guides)
    for start in range(0, len(owners), AT_ONCE):
        with transaction.atomic():
            index.lock()
            index.replace({owner: guides[owner] for owner in owners[start : start + AT_ONCE]})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(
    database: str | None, sections: list[Section], questions: list[Question], folder: Path
) -> dict:
    folder.mkdir()
    file = folder / "sections.json"
    file.write_text(json.dumps([list(vars(s).values()) for s in sections]), encoding="utf-8")
    site = RunningSite(folder, database, WEB_CONCURRENCY="1")
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    begun = time.perf_counter()
    loading = [sys.executable, __file__, "--load", str(file)]
    subprocess.run(loading, cwd=BASE, env=site.environment, check=True)
    loaded = time.perf_counter() - begun
    site.start()
    try:
        reader, rng = Reader(site), random.Random(3)
        slips = [with_a_slip(question, rng) for question in questions]
        result = {
            "sections": len(sections),
            "loaded in": loaded,
            "plain": quality([reader.hits(q.text) for q in questions], questions),
            "one slip": quality([reader.hits(q.text) for q in slips], slips),
            "answers": [reader.hits(question.text)[:5] for question in questions[:200]],
            "speed": {
                kind: speed(site, asked)
                for kind, asked in kinds_of_questions(sections, questions).items()
            },
        }
        return result | {"memory": memory_of(site)}
    finally:
        site.stop()


# --- what is printed ----------------------------------------------------------------------------


def show(name: str, result: dict) -> None:
    print(f"\n{name}, {result['sections']:,} sections (indexed in {result['loaded in']:.0f} s)")
    for kind in ("bm25s", "plain", "one slip"):
        if kind in result:
            print(f"  {kind:<20} recall@5 {result[kind]['recall@5']:.3f}", end="")
            print(f"   MRR@10 {result[kind]['mrr@10']:.3f}")
    for kind, times in result["speed"].items():
        print(
            f"  {kind:<20} p50 {times['p50']:6.1f} ms   p95 {times['p95']:6.1f} ms"
            f"   worst {times['max']:6.1f} ms   CPU {times['cpu']:5.1f} ms"
        )
    print(f"  memory of a worker   {result['memory']:.0f} MB")


def same_answers(results: dict[str, dict]) -> float:
    """How often both databases give the same five best, in the same order."""
    one, other = (result["answers"] for result in results.values())
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def run(sections: list[Section], questions: list[Question], databases: dict) -> dict:
    results = {}
    reference = quality(bm25s_answers(sections, questions), questions)
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        for name, database in databases.items():
            url = database() if database else None
            result = measure(url, sections, questions, Path(folder) / name)
            results[name] = result | {"bm25s": reference}
            show(name, results[name])
    if len(results) == 2:
        print(f"\n  the same five best on both: {same_answers(results):.1%} of questions")
    return {name: result | {"answers": None} for name, result in results.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[2_000, 100_000])
    parser.add_argument("--set", type=Path)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        load(options.load)
        return
    sets = [read_set(options.set)] if options.set else (a_set(n, QUESTIONS) for n in options.sizes)
    with a_postgresql() as new_database:
        databases = {"sqlite": None} | ({"postgresql": new_database} if new_database else {})
        report = [run(sections, questions, databases) for sections, questions in sets]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
