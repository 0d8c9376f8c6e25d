"""What leads from the problem to the act: the glossary, and the rooms that ask by it."""

from dataclasses import asdict

from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.deadlines.models import Rule
from guides.demo import records
from guides.demo.writing import rewrite, save, to_write
from guides.glossary.models import Datum
from guides.topics.models import Topic


def write_datum(record: records.DatumRecord, overwrite: bool) -> bool:
    datum = Datum.objects.filter(key=record.key).first()
    if datum and not overwrite:
        return False
    datum, said = datum or Datum(), asdict(record)
    choices = said.pop("choices")
    save(datum, **said)
    rewrite(datum.choices, [{"key": key, "words": words} for key, words in choices.items()])
    return True


def write_rule(record: records.RuleRecord, by, overwrite: bool) -> bool:
    rule = to_write(Rule, record.slug, overwrite)
    if rule is None:
        return False
    said = {name: getattr(record, name) for name in PLAIN}
    save(
        rule,
        topic=Topic.objects.get(slug=record.topic),
        starts_from=Datum.objects.get(key=record.starts_from),
        judged_by=Datum.objects.get(key=record.judged_by) if record.judged_by else None,
        **said,
    )
    rule.companies.set(Company.objects.filter(slug__in=record.companies))
    rule.sectors.set(Sector.objects.filter(name__in=record.sectors))
    rewrite(rule.versions, [_version(version) for version in record.versions])
    rewrite(rule.examples, [asdict(example) for example in record.examples])
    rule.publish(by=by)
    return True


PLAIN = (
    *("name", "lets", "is_theirs", "before", "after", "if_late"),
    *("source_title", "source_address", "source_urn", "source_words"),
    *("is_verified", "disagreement", "checked_on", "check_by"),
)


def _version(record: records.VersionRecord) -> dict:
    number, unit, *more = record.length
    said = {name: value for name, value in asdict(record).items() if name != "length"}
    when = Datum.objects.get(key=record.when) if record.when else None
    more_number, more_unit = more or (None, "")
    length = {"number": number, "unit": unit, "more_number": more_number, "more_unit": more_unit}
    return said | length | {"when": when}
