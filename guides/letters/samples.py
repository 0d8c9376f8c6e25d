"""Readers made up by editors: what they answer, line by line, and what is wrong with it."""

from collections.abc import Iterator

from guides.glossary.answers import Answers
from guides.letters.composing import Letter
from guides.letters.terms import due_of

NO_DAY = "Per questa data non abbiamo una regola: controlla l’anno."


def answers_in(text: str) -> dict[str, str]:
    """{datum: answer} of lines «nome: risposta»; a line without a name goes on with the answer."""
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        key, colon, answer = line.partition(":")
        if colon and key.strip().replace("-", "").isalnum() and " " not in key.strip():
            last = key.strip().lower()
            found[last] = answer.strip()
        elif last:
            found[last] = f"{found[last]}\n{line}"
    return {key: answer.strip() for key, answer in found.items()}


def answers_of(sample, letter: Letter) -> Answers:
    return read(answers_in(sample.answers), letter)


def read(data, letter: Letter) -> Answers:
    """What `data` answers of what the letter asks; what it then needs and has not is an error."""
    asked = list(letter.data.values())
    every = [datum.key for datum in asked]
    first = Answers.read(data, asked, optional=every, sent=True)
    needed = letter.needs(first.value)
    answers = first
    if first.errors or any(first.value(key) is None for key in needed):
        optional = [key for key in every if key not in needed]
        answers = Answers.read(data, asked, optional=optional, sent=True)
    for rule in letter.rules_said(answers.value):
        start = answers.value(rule.said.starts_from)
        if start and due_of(rule, start, answers.value) is None:
            answers.form.add_error(rule.said.starts_from, NO_DAY)
    return answers


def problems_of_sample(sample, letter: Letter) -> Iterator[str]:
    given = answers_in(sample.answers)
    for key in given:
        if key not in letter.data:
            yield f"risponde a «{key}», che la lettera non chiede."
    for key, said in answers_of(sample, letter).errors.items():
        yield f"«{key}»: {' '.join(said)}"
