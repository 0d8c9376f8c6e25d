"""Guided ways of the demo: rows as an editor's outline would have made them."""

from guides.authorities.models import Authority
from guides.authors.models import Author
from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.deadlines.models import Rule
from guides.demo import records
from guides.demo.writing import save, to_write
from guides.glossary.models import Datum
from guides.guide.models import Section
from guides.letters.models import FormLetter
from guides.solver.editions import FlowEdition
from guides.solver.models import Flow, FlowAnswer, FlowHelp, FlowOutcome, FlowPath, FlowQuestion
from guides.topics.models import Topic

# What stands at the addresses of the site, besides parts of guides.
AT = {
    "lettere": ("letter", FormLetter),
    "scadenze": ("rule", Rule),
    "a-chi-rivolgersi": ("authority", Authority),
}


def write_flow(record: records.FlowRecord, *, overwrite: bool) -> Flow | None:
    """The working copy as the file has it; None when it is an editor's by now."""
    if FlowEdition.objects.filter(slug=record.slug).exclude(flow__slug=record.slug).exists():
        return None  # an editor moved it
    flow = to_write(Flow, record.slug, overwrite)
    if flow is None:
        return None
    save(
        flow,
        title=record.title,
        summary=record.summary,
        topic=Topic.objects.get(slug=record.topic),
        company=Company.objects.get(slug=record.company) if record.company else None,
        author=Author.objects.get(slug=record.author),
        verified_on=record.verified_on,
    )
    flow.sectors.set(Sector.objects.filter(name__in=record.sectors))
    for rows in (flow.questions, flow.paths):
        rows.all().delete()
    _graph(flow, record)
    flow.revise()
    return flow


def _graph(flow: Flow, record: records.FlowRecord) -> None:
    questions = {
        key: FlowQuestion.objects.create(flow=flow, datum=Datum.objects.get(key=key))
        for key in record.questions
    }
    outcomes = {key: _outcome(flow, outcome) for key, outcome in record.outcomes.items()}
    flow.outcomes.exclude(pk__in=[outcome.pk for outcome in outcomes.values()]).delete()
    FlowAnswer.objects.bulk_create(
        FlowAnswer(
            question=questions[question],
            key=key,
            following=questions.get(to),
            outcome=outcomes.get(to),
        )
        for question, leads in record.questions.items()
        for key, to in leads.items()
    )
    FlowPath.objects.bulk_create(
        FlowPath(flow=flow, position=position, answers=answers, outcome=outcomes[to])
        for position, (answers, to) in enumerate(record.paths, start=1)
    )
    flow.first = next(iter(questions.values()))
    flow.save(update_fields=["first"])


def _outcome(flow: Flow, record: records.OutcomeRecord) -> FlowOutcome:
    """One that is there already keeps its identity, so that nothing new is published."""
    outcome = flow.outcomes.filter(title=record.title).first() or FlowOutcome(flow=flow)
    save(outcome, title=record.title, text=record.text)
    outcome.helps.all().delete()
    named = [_named(address) for address in record.helps]
    FlowHelp.objects.bulk_create(
        FlowHelp(outcome=outcome, position=position, kind=kind, identity=str(identity))
        for position, (kind, identity) in enumerate(named, start=1)
    )
    return outcome


def _named(address: str) -> tuple[str, object]:
    """What stands at an address of the site, by what never changes. Raises DoesNotExist."""
    _, root, slug, *rest = address.split("/")
    if root == "guide":
        section = Section.objects.get(guide__slug=slug, slug=rest[0].removeprefix("#"))
        return "section", section.uid
    kind, model = AT[root]
    return kind, model.objects.get(slug=slug).pk
