"""A prototype of the search's two functions over an engine of its own, tantivy: what it would take.

    pip install tantivy    # no dependency of the site: docs/decisions/0039-growing.md
    python bench/engine.py [--sections 1000000]

Sections are made up: stems drawn as words are, few often and many seldom, forty of them each. What
is asked are the plans that guides/search/plan.py makes; what comes back are the numbers of at most
200 documents, whose rows the database gives as it does today.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import quantiles

import tantivy

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from guides.search.plan import Plan, plan  # noqa: E402

MOST_CANDIDATES = 200
VOCABULARY, LENGTH, IN_TITLE = 60_000, 40, 5
TOPICS = [f"argomento-{number}" for number in range(40)]
ASKED = 300  # questions of each kind


class Engine:
    """`candidates` and `holds` of guides/search/fulltext.py; documents have been stemmed by us."""

    def __init__(self, folder: str) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", stored=True, indexed=True)
        for name in ("title", "stems"):
            schema.add_text_field(name, tokenizer_name="whitespace")
        for name in ("kind", "topic", "company"):
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
        self.schema = schema.build()
        self.index = tantivy.Index(self.schema, path=folder)

    def add(self, documents) -> None:
        writer = self.index.writer(heap_size=128_000_000, num_threads=1)
        for document in documents:
            writer.add_document(tantivy.Document.from_dict(document, self.schema))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def change(self, document: dict) -> None:
        """What one publication costs: the old words go, the new ones come, readers see them."""
        writer = self.index.writer(heap_size=20_000_000, num_threads=1)
        writer.delete_documents_by_term("id", document["id"])
        writer.add_document(tantivy.Document.from_dict(document, self.schema))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def candidates(self, asked: Plan, filters: Mapping[str, str]) -> list[int]:
        """The numbers of at most 200 documents for the plan, the likeliest first."""
        wanted = [*map(self._all_of, asked.groups), *map(self._run, asked.phrases + asked.runs)]
        must = [(tantivy.Occur.Must, self._any_of(wanted))]
        for name, value in filters.items():
            must.append((tantivy.Occur.Must, self._term(name, value)))
        may = [(tantivy.Occur.Should, self._term("stems", stem)) for stem, _ in asked.weighed]
        found = self.searcher.search(tantivy.Query.boolean_query(must + may), MOST_CANDIDATES)
        return [self.searcher.doc(place)["id"][0] for _, place in found.hits]

    def holds(self, run: Sequence[str]) -> bool:
        """Whether any document has these stems in a row."""
        return bool(self.searcher.search(self._run(run), 1).hits)

    def _term(self, name: str, value: str):
        return tantivy.Query.term_query(self.schema, name, value)

    def _all_of(self, stems: Sequence[str]):
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._term("stems", stem)) for stem in stems]
        )

    def _any_of(self, queries: list):
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])

    def _run(self, stems: Sequence[str]):
        if len(stems) == 1:
            return self._term("stems", stems[0])
        return tantivy.Query.phrase_query(self.schema, "stems", list(stems))


class Made:
    """Sections and questions, the same each time."""

    def __init__(self, sections: int) -> None:
        self.chance = random.Random(5)
        self.words = [f"p{number}" for number in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self.sections, self.containing = sections, dict.fromkeys(self.words, 0)

    def document(self, number: int) -> dict:
        drawn = self.chance.choices(self.words, cum_weights=self.weights, k=LENGTH)
        for word in set(drawn):
            self.containing[word] += 1
        return {
            "id": number,
            "title": " ".join(drawn[:IN_TITLE]),
            "stems": " ".join(drawn),
            "kind": "section",
            "topic": self.chance.choice(TOPICS),
            "company": "",
        }

    def documents(self):
        return (self.document(number) for number in range(self.sections))

    def questions(self, words: int) -> list[Plan]:
        asked = []
        while len(asked) < ASKED:
            drawn = self.chance.choices(self.words, cum_weights=self.weights, k=words)
            made = plan({word: self.containing[word] for word in drawn}, self.sections)
            asked += [made] if made else []
        return asked


def measured(act, over) -> str:
    times = []
    for one in over:
        begun = time.perf_counter()
        act(one)
        times.append(1000 * (time.perf_counter() - begun))
    cuts = quantiles(times, n=100)
    return f"{cuts[49]:.2f} | {cuts[94]:.2f} | {max(times):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, default=1_000_000)
    made = Made(parser.parse_args().sections)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine, begun = Engine(folder), time.process_time()
        engine.add(made.documents())
        weight = sum(file.stat().st_size for file in Path(folder).rglob("*"))
        cpu = time.process_time() - begun
        print(f"{made.sections} sections: {cpu:.0f} s of CPU, {weight / 1e6:.0f} MB")
        print("| asked | median ms | 95th | worst |\n|---|---|---|---|")
        for words in (1, 2, 4, 8):
            row = measured(lambda one: engine.candidates(one, {}), made.questions(words))
            print(f"| {words} words | {row} |")
        row = measured(lambda one: engine.candidates(one, {"topic": TOPICS[0]}), made.questions(4))
        print(f"| 4 words within a topic | {row} |")
        runs = [made.document(0)["stems"].split()[7:10] for _ in range(ASKED)]
        print(f"| whether three stems stand in a row | {measured(engine.holds, runs)} |")
        some = [made.document(number) for number in range(20)]
        print(f"| one section changed and seen | {measured(engine.change, some)} |")


if __name__ == "__main__":
    main()
