"""A made-up Italian help centre: sections, and questions whose right section is known.

The words are invented, but inflected as Italian is and as often used as real ones (Zipf), so that
stemming, slips and common words are met as in the real thing. The same seed gives the same set.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

ROOTS = 12_000
SECTIONS_IN_A_GUIDE = 20
ENDINGS = {
    "masculine": ["o", "i"],
    "feminine": ["a", "e"],
    "action": ["azione", "azioni"],
    "quality": ["oso", "osa", "osi", "ose"],
    "verb": ["are", "o", "iamo", "ato", "ati", "ando", "ava"],
}
LITTLE = """
il la un una di del della che non per con si è e in al da come se gli le ha mi
""".split()  # noqa: SIM905 (read more easily so)
OPENINGS = ["come posso", "che cosa fare se", "perché", "dove trovo", "quando", "non riesco a", ""]
LETTERS = "abcdefghilmnopqrstuvz"


@dataclass(frozen=True)
class Section:
    key: str
    guide: str
    title: str
    problem: str
    text: str


@dataclass(frozen=True)
class Question:
    text: str
    answers: frozenset[str]


class Language:
    """Twelve thousand roots, each with its endings and how often it is used."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        roots: set[str] = set()
        while len(roots) < ROOTS:
            roots.add("".join(self._syllable() for _ in range(rng.choice([2, 2, 3, 3, 4]))))
        kinds = list(ENDINGS)
        self.words = [
            (root + rng.choice("bcdfglmnprstvz"), rng.choice(kinds)) for root in sorted(roots)
        ]
        rng.shuffle(self.words)
        self.often = list(accumulate(1 / (rank + 20) for rank in range(ROOTS)))

    def some(self, number: int) -> list[tuple[str, str]]:
        return self.rng.choices(self.words, cum_weights=self.often, k=number)

    def inflected(self, word: tuple[str, str]) -> str:
        return word[0] + self.rng.choice(ENDINGS[word[1]])

    def said(self, words: list[tuple[str, str]]) -> str:
        """The words with little ones between them."""
        parts: list[str] = []
        for word in words:
            if self.rng.random() < 0.6:
                parts.append(self.rng.choice(LITTLE))
            parts.append(self.inflected(word))
        return " ".join(parts)

    def _syllable(self) -> str:
        starts = [*"bcdfglmnprstvz", "tr", "st", "gr"]
        return self.rng.choice(starts) + self.rng.choice("aeiou")


def a_set(
    sections: int, questions: int, seed: int = 20261123
) -> tuple[list[Section], list[Question]]:
    """So many sections of some 100 words, in guides of twenty, and so many questions."""
    rng = random.Random(seed)
    language = Language(rng)
    made, matter = [], []
    for number in range(sections):
        if number % SECTIONS_IN_A_GUIDE == 0:
            subject = language.some(30)
            guide = language.said(rng.sample(subject, 2)).capitalize()
        section, sentences = _a_section(number, guide, subject, language)
        made.append(section)
        matter.append(sentences)
    asked = rng.choices(range(sections), k=questions)
    return made, [_a_question(made[n], matter[n], language) for n in asked]


def _a_section(number: int, guide: str, subject: list, language: Language):
    rng = language.rng
    own = language.some(8)
    sentences = []
    for _ in range(rng.randint(4, 9)):
        of_the_guide = rng.choices(subject, k=rng.randint(2, 4))
        of_its_own = rng.choices(own, k=rng.randint(2, 3))
        words = [*of_the_guide, *of_its_own, *language.some(rng.randint(2, 6))]
        rng.shuffle(words)
        sentences.append(words)
    text = " ".join(language.said(words).capitalize() + "." for words in sentences)
    problem = rng.sample(sentences[0], 3)
    title, asked = language.said(rng.sample(own, 2)), language.said(problem)
    section = Section(f"sezione:{number}", guide, title.capitalize(), asked.capitalize(), text)
    return section, [problem, *sentences]


def _a_question(section: Section, matter: list, language: Language) -> Question:
    """A third ask with the words of the problem, the others with those of some sentence."""
    problem, *sentences = matter
    words = problem if language.rng.random() < 1 / 3 else language.rng.choice(sentences)
    chosen = language.rng.sample(words, min(len(words), language.rng.randint(3, 6)))
    text = f"{language.rng.choice(OPENINGS)} {language.said(chosen)}".strip()
    return Question(text, frozenset([section.key]))


def with_a_slip(question: Question, rng: random.Random) -> Question:
    """One letter of one longer word missing, doubled by another, changed, or swapped."""
    words = question.text.split()
    places = [n for n, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not places:
        return question
    place = rng.choice(places)
    words[place] = _slipped(words[place], rng)
    return Question(" ".join(words), question.answers)


def _slipped(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    letter = rng.choice(LETTERS.replace(word[at].lower(), ""))
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def common_words(sections: list[Section], number: int) -> Iterator[str]:
    """The words that most sections hold, little ones aside."""
    counts: dict[str, int] = {}
    for section in sections[:2_000]:
        for word in set(section.text.lower().replace(".", "").split()):
            counts[word] = counts.get(word, 0) + 1
    found = sorted((word for word in counts if word not in LITTLE), key=lambda word: -counts[word])
    yield from found[:number]
