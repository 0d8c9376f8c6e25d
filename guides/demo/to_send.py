"""The demo's letters to send, written and put in sight of readers."""

from dataclasses import asdict

from guides.authorities.models import Authority
from guides.authors.models import Author
from guides.companies.models import Company
from guides.deadlines.models import Rule
from guides.demo.letter_record import LetterRecord
from guides.demo.writing import rewrite, save, to_write
from guides.glossary.models import Datum
from guides.letters.dossier import DossierScheme
from guides.letters.editions import LetterEdition
from guides.letters.models import FormLetter
from guides.topics.models import Topic


def write_letter(record: LetterRecord, by, overwrite: bool) -> bool:
    """Its words as the file has them, and in sight of readers."""
    if LetterEdition.objects.filter(slug=record.slug).exclude(letter__slug=record.slug).exists():
        return False  # an editor moved it: its old address must keep leading there
    letter = to_write(FormLetter, record.slug, overwrite)
    if letter is None:
        return False
    said = asdict(record)
    rows = {name: said.pop(name) for name in ("asks", "samples", "sources", "terms", "within")}
    said["topic"] = Topic.objects.get(slug=record.topic)
    said["author"] = Author.objects.get(slug=record.author)
    said["company"] = Company.objects.get(slug=record.company) if record.company else None
    save(letter, **{name: value for name, value in said.items() if value != ""})
    data = {datum.key: datum for datum in Datum.objects.filter(key__in=record.asks)}
    rewrite(letter.questions, [{"datum": data[key]} for key in record.asks])
    rewrite(letter.samples, [_sample(*sample) for sample in record.samples.items()])
    rewrite(letter.sources, rows["sources"])
    rules = {
        rule.slug: rule for rule in Rule.objects.filter(slug__in=(*record.terms, *record.within))
    }
    terms = [{"rule": rules[slug]} for slug in record.terms]
    terms += [{"rule": rules[slug], "is_after": False} for slug in record.within]
    rewrite(letter.terms, terms)
    letter.publish(by=by)
    return True


def _sample(name: str, answers: dict[str, str]) -> dict[str, str]:
    given = (f"{key}: {answer}" for key, answer in answers.items() if answer)
    return {"name": name, "answers": "\n".join(given)}


def write_scheme(record: dict, position: int, overwrite: bool) -> bool:
    scheme = DossierScheme.objects.filter(name=record["name"]).first()
    if scheme and not overwrite:
        return False
    authority = Authority.objects.filter(slug=record["authority"]).first()
    said = {"name": record["name"], "headings": record["headings"], "position": position}
    scheme = scheme or DossierScheme()
    save(scheme, authority=authority, **said)
    scheme.topics.set(Topic.objects.filter(slug__in=record["topics"]))
    return True
