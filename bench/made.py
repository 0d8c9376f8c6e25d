"""A made-up help centre too large to be analysed word by word: rows as the index keeps them.

The language is bench/italian.py's, its words in the same shares: those of the guide, of the
section, and any. Stems are looked up in a table instead of made anew, so that a million sections
take minutes. One word in fifty of the others comes from a long tail that hardly any text shares.
"""

import random
from collections.abc import Iterator

import numpy

from bench.italian import (
    ENDINGS,
    LITTLE,
    OPENINGS,
    SECTIONS_IN_A_GUIDE,
    Language,
    Question,
    Section,
)

GUIDES_AT_ONCE = 250
TAIL = 300_000  # words
FROM_THE_TAIL = 0.02
SHORTEST, LONGEST = 36, 85  # words of a section, little ones aside
OF_THE_GUIDE, OF_ITS_OWN = 0.31, 0.26
IN_A_SENTENCE = 9
TOPICS = 40
ASKED_ABOUT = 4_000  # sections
FORMS = max(map(len, ENDINGS.values()))
FIELDS = (
    *("key", "owner", "kind", "title", "problem", "part_of", "address", "topic", "company"),
    *("text", "opening", "title_stems", "body_stems", "words", "title_length", "body_length"),
)


class Words:
    """Every form of every root, then the tail, then the little ones; with their stems."""

    def __init__(self, seed: int) -> None:
        from guides.search.analyzer import fold, stem

        language = Language(random.Random(seed))
        self.often = numpy.array(language.often) / language.often[-1]
        forms = [(root, ENDINGS[kind]) for root, kind in language.words]
        self.all = [root + ends[n % len(ends)] for root, ends in forms for n in range(FORMS)]
        self.tail = len(self.all)
        endings = [one + other for one in "bcdfglmnprstvz" for other in ("aro", "ine")]
        self.all += [root + end for end in endings for root, _ in forms][:TAIL]
        self.little = len(self.all)
        self.all += dict.fromkeys(map(fold, LITTLE))  # "è" and "e" are one
        different: dict[str, int] = {}
        stems = map(stem, self.all)
        self.stem_of = numpy.array([different.setdefault(s, len(different)) for s in stems])
        self.stems = list(different)

    def inflected(self, roots: numpy.ndarray, rng: numpy.random.Generator) -> numpy.ndarray:
        return roots * FORMS + rng.integers(0, FORMS, roots.shape)

    def otherwise_inflected(self, number: int, chance: random.Random) -> str:
        start = number - number % FORMS
        return self.all[start + chance.randrange(FORMS) if number < self.tail else number]


class Made:
    """Rows of the index, the same each time, and how many texts hold each word and stem so far."""

    def __init__(self, sections: int, seed: int = 20261127) -> None:
        self.sections, self.seed = sections, seed
        self.rng, self.words = numpy.random.default_rng(seed), Words(seed)
        self.containing_word = numpy.zeros(len(self.words.all), dtype=numpy.int64)
        self.containing_stem = numpy.zeros(len(self.words.stems), dtype=numpy.int64)
        self.title_words = self.body_words = 0
        self.asked_about: list[tuple[Section, list[int], list[int]]] = []

    def some(self, *shape: int) -> numpy.ndarray:
        """Roots, as often as each is used."""
        return numpy.searchsorted(self.words.often, self.rng.random(shape))

    def rows(self) -> Iterator[list[tuple]]:
        """The rows, some thousands at once."""
        at_once = GUIDES_AT_ONCE * SECTIONS_IN_A_GUIDE
        for first in range(0, self.sections, at_once):
            yield self._some_guides(first, min(at_once, self.sections - first))

    def _some_guides(self, first: int, many: int) -> list[tuple]:
        of_guides = self.some(GUIDES_AT_ONCE, 30)
        guides = numpy.repeat(of_guides, SECTIONS_IN_A_GUIDE, axis=0)[:many]
        own = self.some(many, 8)
        body, length = self._bodies(guides, own), self.rng.integers(SHORTEST, LONGEST, many)
        body[numpy.arange(LONGEST) >= length[:, None]] = -1
        heads = numpy.concatenate([guides[:, :2] * FORMS, own[:, :2] * FORMS, body[:, :3]], axis=1)
        little = self.rng.integers(self.words.little, len(self.words.all), body.shape)
        little[(self.rng.random(body.shape) > 0.6) | (body < 0)] = -1
        woven = numpy.stack([little, body], axis=2).reshape(many, -1)
        self._count(heads, body, woven)
        rows = []
        for n in range(many):
            of_text, stems = woven[n][woven[n] >= 0], body[n, : length[n]]
            rows.append(self._row(first + n, heads[n].tolist(), of_text.tolist(), stems.tolist()))
        return rows

    def _bodies(self, guides: numpy.ndarray, own: numpy.ndarray) -> numpy.ndarray:
        """A word in each place: of the guide, of the section, of the tail, any."""
        shape = len(own), LONGEST
        whose, line = self.rng.random(shape), numpy.arange(len(own))[:, None]
        of_guide = guides[line, self.rng.integers(0, guides.shape[1], shape)]
        of_own = own[line, self.rng.integers(0, own.shape[1], shape)]
        roots = numpy.where(whose < OF_THE_GUIDE, of_guide, self.some(*shape))
        roots = numpy.where(whose > 1 - OF_ITS_OWN, of_own, roots)
        words = self.words.inflected(roots, self.rng)
        middle = (whose > OF_THE_GUIDE) & (whose < OF_THE_GUIDE + FROM_THE_TAIL)
        return numpy.where(
            middle, self.rng.integers(self.words.tail, self.words.little, shape), words
        )

    def _row(self, number: int, head: list[int], woven: list[int], words: list[int]) -> tuple:
        known, stems, stem_of = self.words.all, self.words.stems, self.words.stem_of
        guide, title, problem, text = (
            [known[n] for n in part] for part in (head[:2], head[2:4], head[4:], woven)
        )
        title_stems = _field([stems[stem_of[n]] for n in head])
        shown = [" ".join(part).capitalize() for part in (title, problem, guide)]
        sentences = (text[at : at + 14] for at in range(0, len(text), 14))
        said = " ".join(" ".join(words).capitalize() + "." for words in sentences)
        if number % max(self.sections // ASKED_ABOUT, 1) == 0:
            section = Section(f"sezione:{number}", shown[2], shown[0], shown[1], said)
            self.asked_about.append((section, head[4:], words))
        of = number // SECTIONS_IN_A_GUIDE
        return (
            *(f"sezione:{number}", f"bench:{of}", "sezione", *shown),
            *(f"/guide/prova-{of}/#s{number}", f"t{of % TOPICS}", "", said, "", title_stems),
            title_stems + _field([stems[n] for n in stem_of[words].tolist()]),
            _field([*guide, "¶", *title, "¶", *problem, "¶", *text, "¶"]),
            *(len(head), len(head) + len(words)),
        )

    def _count(self, heads: numpy.ndarray, body: numpy.ndarray, woven: numpy.ndarray) -> None:
        stem_of = self.words.stem_of
        self._add(self.containing_word, numpy.concatenate([heads, woven], axis=1))
        held = numpy.concatenate([heads, body], axis=1)
        self._add(self.containing_stem, numpy.where(held < 0, -1, stem_of[held]))
        self.title_words += heads.size
        self.body_words += heads.size + int((body >= 0).sum())

    def _add(self, counts: numpy.ndarray, held: numpy.ndarray) -> None:
        """Each number of a line is counted once."""
        held = numpy.sort(held, axis=1)
        first = numpy.ones(held.shape, dtype=bool)
        first[:, 1:] = held[:, 1:] != held[:, :-1]
        counts += numpy.bincount(held[first & (held >= 0)], minlength=len(counts))

    def vocabulary(self) -> list[tuple[str, str, int]]:
        """Each word with its stem and how many texts hold it, the most frequent first."""
        counts: dict[str, list] = {}
        stems = (self.words.stems[n] for n in self.words.stem_of.tolist())
        for word, stem, n in zip(self.words.all, stems, self.containing_word.tolist(), strict=True):
            counts.setdefault(word, [stem, 0])[1] += n
        found = ((word, stem, n) for word, (stem, n) in counts.items() if n)
        return sorted(found, key=lambda row: -row[2])

    def questions(self, how_many: int) -> list[Question]:
        """A third with the words of the problem, the others with those of some sentence."""
        chance, asked = random.Random(self.seed), []
        for section, problem, words in chance.choices(self.asked_about, k=how_many):
            start = chance.randrange(0, len(words) - IN_A_SENTENCE)
            matter = problem if chance.random() < 1 / 3 else words[start : start + IN_A_SENTENCE]
            said = []
            for n in chance.sample(matter, min(len(matter), chance.randint(3, 6))):
                said += [chance.choice(LITTLE)] * (chance.random() < 0.6)
                said.append(self.words.otherwise_inflected(n, chance))
            text = f"{chance.choice(OPENINGS)} {' '.join(said)}".strip()
            asked.append(Question(text, frozenset([section.key])))
        return asked


def _field(words: list[str]) -> str:
    """As guides.search.term.as_field."""
    return f" {'  '.join(words)} "
