"""The demo's files, read into plain records. Pure: no Django, no database.

A guide is a Markdown file with YAML front matter. After it comes the introduction, then
`# Title {#slug}` (first level) and `## Title {#slug}` (second level); the line right after a
heading may say `Problema: …`, the reader's own words. What follows is the section's body.
"""

import re
from pathlib import Path

import yaml

from guides.demo.letter_record import LetterRecord
from guides.demo.records import (
    AuthorityRecord,
    AuthorRecord,
    ChannelRecord,
    CommentRecord,
    CompanyRecord,
    DatumRecord,
    FactRecord,
    FlowRecord,
    GuideRecord,
    LinkRecord,
    OutcomeRecord,
    PageRecord,
    RuleExampleRecord,
    RuleRecord,
    SectionRecord,
    SectorRecord,
    ShortcutRecord,
    SignpostRecord,
    SiteRecord,
    SourceRecord,
    StoryRecord,
    SynonymRecord,
    TopicRecord,
    VersionRecord,
)

HERE = Path(__file__).parent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
HEADING = re.compile(r"^(#{1,2}) (.+?) \{#([a-z0-9-]+)\}$", re.MULTILINE)
LETTER_PART = re.compile(r"^# (.+)$", re.MULTILINE)
LETTER_LINK = re.compile(r"\(lettera:([\w-]+)\)")
PARTS = {"Lettera": "body", "Come inviarla": "sending", "Se non rispondono": "no_answer"}
PROBLEM = re.compile(r"\AProblema: (.+)$", re.MULTILINE)


def read_guide(text: str) -> GuideRecord:
    """A guide from the text of its file. Raises ValueError when there is no front matter."""
    head, body = _split(text)
    introduction, sections = _sections(body)
    sources = tuple(SourceRecord(**source) for source in head.pop("sources"))
    return GuideRecord(**head, introduction=introduction, sections=sections, sources=sources)


def read_page(text: str) -> PageRecord:
    """A plain page from the text of its file. Raises ValueError when there is no front matter."""
    head, body = _split(text)
    return PageRecord(**head, body=body.strip())


def guides() -> list[GuideRecord]:
    return [read_guide(path.read_text("utf-8")) for path in sorted(HERE.glob("guide/*.md"))]


def read_letter(text: str) -> LetterRecord:
    """A letter from the text of its file: front matter, then its parts under three headings."""
    head, text = _split(text)
    _, *parts = LETTER_PART.split(text)
    said = {name: words.strip() for name, words in zip(parts[0::2], parts[1::2], strict=True)}
    sources = tuple(SourceRecord(**source) for source in head.pop("sources"))
    return LetterRecord(**head, sources=sources, **{PARTS[name]: said[name] for name in PARTS})


def letters() -> list[LetterRecord]:
    """Each after those that it leads to: a link to what is not there is refused."""
    found = [read_letter(path.read_text("utf-8")) for path in sorted(HERE.glob("letters/*.md"))]
    by_slug = {letter.slug: letter for letter in found}
    ordered: dict[str, LetterRecord] = {}

    def put(letter: LetterRecord) -> None:
        for slug in LETTER_LINK.findall(letter.sending + letter.no_answer):
            if slug not in ordered:
                put(by_slug[slug])
        ordered[letter.slug] = letter

    for letter in found:
        put(letter)
    return list(ordered.values())


def dossiers() -> list[dict]:
    return _yaml("dossiers")


def pages() -> list[PageRecord]:
    return [read_page(path.read_text("utf-8")) for path in sorted(HERE.glob("pages/*.md"))]


def topics() -> list[TopicRecord]:
    return [TopicRecord(**topic) for topic in _yaml("topics")]


def sectors() -> list[SectorRecord]:
    return [SectorRecord(**sector) for sector in _yaml("sectors")]


def authorities() -> list[AuthorityRecord]:
    return [AuthorityRecord(**authority) for authority in _yaml("authorities")]


def shortcuts() -> list[ShortcutRecord]:
    return [ShortcutRecord(**shortcut) for shortcut in _yaml("shortcuts")]


def facts() -> list[FactRecord]:
    return [FactRecord(**fact) for fact in _yaml("facts")]


def glossary() -> list[DatumRecord]:
    return [DatumRecord(**datum) for datum in _yaml("glossary")]


def flows() -> list[FlowRecord]:
    files = sorted(HERE.glob("flows/*.yaml"))
    return [_flow(_read(file.read_text("utf-8"))) for file in files]


def rules() -> list[RuleRecord]:
    return [_rule(rule) for rule in _yaml("rules")]


def companies() -> list[CompanyRecord]:
    return [
        CompanyRecord(**{**company, "channels": _each(ChannelRecord, company["channels"])})
        for company in _yaml("companies")
    ]


def authors() -> list[AuthorRecord]:
    return [_author(author) for author in _yaml("authors")]


def site() -> SiteRecord:
    record = _yaml("site")
    for name in ("social_links", "sister_sites"):
        record[name] = _each(LinkRecord, record[name])
    return SiteRecord(**record)


def signposts() -> list[SignpostRecord]:
    return [SignpostRecord(**signpost) for signpost in _yaml("signposts")]


def synonyms() -> list[SynonymRecord]:
    return [SynonymRecord(**synonym) for synonym in _yaml("synonyms")]


def stories() -> list[StoryRecord]:
    return [StoryRecord(**story) for story in _yaml("stories")]


def comments() -> list[CommentRecord]:
    return [_comment(comment) for comment in _yaml("comments")]


def _split(text: str) -> tuple[dict, str]:
    found = FRONT_MATTER.match(text)
    if not found:
        raise ValueError("the file has no front matter between two lines of ---")
    return _read(found[1]), found[2]


def _sections(body: str) -> tuple[str, tuple[SectionRecord, ...]]:
    """The introduction, then the sections in order."""
    introduction, *parts = HEADING.split(body)
    found = zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    return introduction.strip(), tuple(_section(*part) for part in found)


def _section(hashes: str, title: str, slug: str, text: str) -> SectionRecord:
    text = text.removeprefix("\n")
    problem = PROBLEM.match(text)
    body = text[problem.end() :] if problem else text
    return SectionRecord(slug, title, len(hashes), problem[1] if problem else "", body.strip())


def _flow(flow: dict) -> FlowRecord:
    outcomes = {key: OutcomeRecord(**outcome) for key, outcome in flow.pop("outcomes").items()}
    return FlowRecord(**flow, outcomes=outcomes)


def _author(author: dict) -> AuthorRecord:
    publications = tuple(LinkRecord(p["title"], p["address"]) for p in author["publications"])
    links = _each(LinkRecord, author["links"])
    return AuthorRecord(**{**author, "publications": publications, "links": links})


def _rule(rule: dict) -> RuleRecord:
    versions = _each(VersionRecord, rule["versions"])
    examples = _each(RuleExampleRecord, rule["examples"])
    return RuleRecord(**{**rule, "versions": versions, "examples": examples})


def _comment(comment: dict) -> CommentRecord:
    replies = tuple(_comment(reply) for reply in comment.get("replies", ()))
    return CommentRecord(**{**comment, "replies": replies})


def _each(kind: type, items: list[dict]) -> tuple:
    return tuple(kind(**item) for item in items)


def _yaml(name: str):
    return _read((HERE / f"{name}.yaml").read_text("utf-8"))


def _read(text: str):
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
