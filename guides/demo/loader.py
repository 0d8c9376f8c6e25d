"""The demo's records, written as an editor would write them.

What is already in the database belongs to the editors and is kept as it is, unless
`overwrite` asks for the files' words back: so a second run changes nothing. What readers say
is in voices.py and is never overwritten.
"""

from collections import Counter
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from guides.authorities.models import Authority
from guides.authors.models import Author, AuthorLink
from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.demo import acts, reader, records, to_send, voices, ways
from guides.demo.writing import fill, rewrite, save, to_write
from guides.facts.keys import FormerKey
from guides.facts.models import Fact
from guides.guide.addresses import OldGuideSlug
from guides.guide.checks.inside import pages_made_once
from guides.guide.models import Guide
from guides.guide.with_facts.changing import change
from guides.search.editors_words import Signpost, Synonym
from guides.search.findable import indexed_at_the_end
from guides.site.models import Page, SiteLink, SiteSettings
from guides.site.shortcuts import Shortcut
from guides.topics.models import Topic

READ_AGAIN = timedelta(days=182)  # after the day when a guide was verified


@transaction.atomic
@indexed_at_the_end()
def load(*, by, overwrite: bool = False) -> Counter[str]:
    """Write what is missing and return how many of each kind were written.

    `by` is the user who publishes, or None. Raises ValidationError for a record that the
    editor's form would refuse, CannotPublish for a guide that cannot go live.
    """
    written: Counter[str] = Counter()
    written["impostazioni del sito"] += _site(reader.site(), overwrite)
    for position, topic in enumerate(reader.topics()):
        written["argomenti"] += _topic(topic, position, overwrite)
    for sector in reader.sectors():
        written["settori"] += _sector(sector, overwrite)
    for company in reader.companies():
        written["aziende"] += _company(company, overwrite)
    for position, authority in enumerate(reader.authorities()):
        written["autorità"] += _authority(authority, position, overwrite)
    for author in reader.authors():
        written["autori"] += _author(author, overwrite)
    for position, page in enumerate(reader.pages()):
        written["pagine"] += _page(page, position, overwrite)
    for fact in reader.facts():
        written["fatti"] += _fact(fact, by, overwrite)
    written += _acts(by, overwrite)
    written += _guides_and_ways(by, overwrite)
    for synonym in reader.synonyms():
        written["sinonimi"] += _with_wordings(Synonym, synonym)
    for signpost in reader.signposts():
        written["indicazioni"] += _with_wordings(Signpost, signpost)
    written["scorciatoie"] += _shortcuts()
    return written + voices.load(by=by)


def _guides_and_ways(by, overwrite: bool) -> Counter[str]:
    """First all, then in sight of readers: they lead to one another."""
    guides = [guide for record in reader.guides() if (guide := _guide(record, overwrite))]
    found = (ways.write_flow(record, overwrite=overwrite) for record in reader.flows())
    flows = [flow for flow in found if flow]
    with pages_made_once():
        for guide in guides:
            guide.publish(by=by)
    for flow in flows:  # a way leads only to sections that readers see
        flow.publish(by=by)
    return Counter({"guide": len(guides), "percorsi guidati": len(flows)})


def _acts(by, overwrite: bool) -> Counter[str]:
    """What leads from a problem to the act, each after what it names."""
    written: Counter[str] = Counter()
    for datum in reader.glossary():
        written["dati"] += acts.write_datum(datum, overwrite)
    for rule in reader.rules():
        written["scadenze"] += acts.write_rule(rule, by, overwrite)
    for letter in reader.letters():
        written["lettere"] += to_send.write_letter(letter, by, overwrite)
    for position, scheme in enumerate(reader.dossiers()):
        written["schemi di fascicolo"] += to_send.write_scheme(scheme, position, overwrite)
    return written


def _site(record: records.SiteRecord, overwrite: bool) -> bool:
    site = SiteSettings.current()
    if not site.is_as_born and not overwrite:
        return False
    save(
        site,
        name=record.name,
        tagline=record.tagline,
        contact_email=record.contact_email,
        social_title=record.social_title,
        footer=record.footer,
    )
    links = [(SiteLink.Kind.SOCIAL, link) for link in record.social_links]
    links += [(SiteLink.Kind.SISTER, link) for link in record.sister_sites]
    rewrite(
        site.links,
        [{"kind": kind, "name": link.label, "address": link.address} for kind, link in links],
    )
    return True


def _topic(record: records.TopicRecord, position: int, overwrite: bool) -> bool:
    topic = to_write(Topic, record.slug, overwrite)
    if topic:
        save(topic, name=record.name, description=record.description, position=position)
    return topic is not None


def _sector(record: records.SectorRecord, overwrite: bool) -> bool:
    sector = Sector.objects.filter(name=record.name).first()
    if sector and not overwrite:
        return False
    save(sector or Sector(), **asdict(record))
    return True


def _authority(record: records.AuthorityRecord, position: int, overwrite: bool) -> bool:
    authority = to_write(Authority, record.slug, overwrite)
    if authority:
        words = asdict(record) | {"position": position}
        sectors, topics = words.pop("sectors"), words.pop("topics")
        save(authority, **words)
        authority.sectors.set(Sector.objects.filter(name__in=sectors))
        authority.topics.set(Topic.objects.filter(slug__in=topics))
    return authority is not None


def _shortcuts() -> int:
    """All or none: who has chosen others wants no more."""
    if Shortcut.objects.exists():
        return 0
    found = reader.shortcuts()
    for position, record in enumerate(found):
        save(Shortcut(), position=position, **asdict(record))
    return len(found)


def _company(record: records.CompanyRecord, overwrite: bool) -> bool:
    company = to_write(Company, record.slug, overwrite)
    if company:
        save(
            company,
            name=record.name,
            description=record.description,
            website=record.website,
            sector=Sector.objects.get(name=record.sector) if record.sector else None,
        )
        rewrite(company.channels, [asdict(channel) for channel in record.channels])
    return company is not None


def _author(record: records.AuthorRecord, overwrite: bool) -> bool:
    author = to_write(Author, record.slug, overwrite)
    if author:
        save(
            author,
            name=record.name,
            is_person=record.is_person,
            one_line=record.one_line,
            biography=record.biography,
        )
        links = [(AuthorLink.Kind.PUBLICATION, link) for link in record.publications]
        links += [(AuthorLink.Kind.PROFILE, link) for link in record.links]
        rewrite(
            author.links,
            [{"kind": kind, "title": link.label, "address": link.address} for kind, link in links],
        )
    return author is not None


def _page(record: records.PageRecord, position: int, overwrite: bool) -> bool:
    page = to_write(Page, record.slug, overwrite)
    if page:
        save(page, title=record.title, summary=record.summary, body=record.body, position=position)
    return page is not None


def _with_wordings(model: type[Synonym | Signpost], record) -> bool:
    if model.objects.filter(wordings=record.wordings).exists():
        return False
    save(model(), **asdict(record))
    return True


def _fact(record: records.FactRecord, by, overwrite: bool) -> bool:
    if FormerKey.objects.filter(key=record.key).exists():
        return False  # an editor renamed it
    fact = Fact.objects.filter(key=record.key).first()
    if fact and not overwrite:
        return False
    fact = fact or Fact()
    fill(fact, **asdict(record))
    if fact.pk is None:
        fact.save()
    else:
        change(fact, by=by, note="")
    return True


def _guide(record: records.GuideRecord, overwrite: bool) -> Guide | None:
    """The working copy as the file has it; None when it is an editor's by now."""
    if OldGuideSlug.objects.filter(slug=record.slug).exists():
        return None  # an editor moved the guide: its old address must keep leading there
    guide = to_write(Guide, record.slug, overwrite)
    if guide is None:
        return None
    save(
        guide,
        title=record.title,
        summary=record.summary,
        introduction=record.introduction,
        topic=Topic.objects.get(slug=record.topic),
        company=Company.objects.get(slug=record.company) if record.company else None,
        author=Author.objects.get(slug=record.author),
        verified_on=record.verified_on,
        review_by=record.verified_on + READ_AGAIN,
    )
    guide.other_companies.set(Company.objects.filter(slug__in=record.other_companies))
    guide.sectors.set(Sector.objects.filter(name__in=record.sectors))
    _sections(guide, record.sections)
    rewrite(guide.sources, [asdict(source) for source in record.sources])
    return guide


def _sections(guide: Guide, sections: tuple[records.SectionRecord, ...]) -> None:
    """A section that is there already keeps its identity, so votes and links stay with it."""
    guide.sections.exclude(slug__in=[section.slug for section in sections]).delete()
    there = {section.slug: section for section in guide.sections.all()}
    for position, section in enumerate(sections):
        row = there.get(section.slug) or guide.sections.model(guide=guide)
        save(row, position=position, **asdict(section))
