"""The demo's files, judged as an editor would judge them: links, sources, dates, spelling."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
import yaml

from guides.demo import reader
from guides.text import markdown
from guides.text.readability import readability

GUIDES = {guide.slug: guide for guide in reader.guides()}
OUR_PAGES = {"a-chi-rivolgersi", "raccontaci-la-tua-storia"}
OUR_PAGES |= {page.slug for page in reader.pages()}
FILES = sorted(path for path in reader.HERE.rglob("*") if path.suffix in {".md", ".yaml"})
TO_A_LETTER = re.compile(r"(?<=\()lettera:([\w-]+)(?=\))")
FACT, TERM = re.compile(r"\{\{fatto:[^}]+\}\}"), re.compile(r"\{\{scadenza:[^}]+\}\}")
LINK = re.compile(r"\]\(([^)\s]+)\)")
STRAIGHT_ACCENT = re.compile(r"\b(e|perche|poiche|piu|puo|gia|cosi|ne|si|cioe|citta)'(?!\w)")
MISTAKEN_ACCENT = re.compile(r"\b(perchè|poichè|nè|sè|affinchè|qual’è|pò|stà|sù|fà)\b", re.I)
ENDS = {"attenzione", "consiglio", "scadenza"}

each_guide = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES.keys())
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def texts(guide):
    return [guide.introduction, *(section.body for section in guide.sections)]


def fragments(guide):
    return {section.slug for section in guide.sections}


def gulpease(source):
    """Of the text as readers have it, often enough for a short one to be measured."""
    said = TO_A_LETTER.sub(r"/lettere/\1/", TERM.sub("", FACT.sub("14 giorni", source)))
    return readability("\n\n".join([said] * 40)).index


def test_there_is_the_aliexpress_guide_and_others_beside_it():
    assert "aliexpress" in GUIDES
    assert len(GUIDES) >= 10


@each_guide
def test_every_part_is_easy_enough_to_read(guide):
    """Gulpease: 45 for each section, 50 for the first paragraph."""
    first = guide.introduction.split("\n\n")[0]
    assert gulpease(first) >= 50
    hard = {s.slug: gulpease(s.body) for s in guide.sections if s.body and gulpease(s.body) < 45}
    assert hard == {}


def test_the_aliexpress_guide_keeps_the_order_of_its_parts():
    assert [s.slug for s in GUIDES["aliexpress"].sections if s.level == 1] == [
        "problemi-di-account",
        "la-controversia-non-si-apre",
        "il-venditore-non-vuole-rimborsare",
        "in-breve",
    ]


@each_guide
def test_a_guide_has_two_levels_problems_steps_and_a_callout(guide):
    assert {section.level for section in guide.sections} == {1, 2}
    assert guide.sections[0].level == 1
    assert len(guide.sections) >= 5
    assert sum(bool(section.problem) for section in guide.sections) >= 3
    whole = "\n".join(texts(guide))
    assert re.search(r"^1\. ", whole, re.MULTILINE)
    assert re.search(r"^::: \w+$", whole, re.MULTILINE)
    assert 400 <= len(whole.split()) <= 1600


@each_guide
def test_every_section_slug_is_its_own(guide):
    assert len(fragments(guide)) == len(guide.sections)


@each_guide
def test_no_heading_was_left_without_its_slug(guide):
    for text in texts(guide):
        assert not re.search(r"^#{1,2} ", text, re.MULTILINE)


@each_guide
def test_every_callout_is_one_of_ours_and_is_closed(guide):
    for text in texts(guide):
        marks = re.findall(r"^:::(.*)$", text, re.MULTILINE)
        assert {mark.strip() for mark in marks[0::2]} <= ENDS
        assert {mark.strip() for mark in marks[1::2]} <= {""}
        assert len(marks) % 2 == 0


@each_guide
def test_the_renderer_finds_nothing_to_mend(guide):
    said = [TO_A_LETTER.sub(r"/lettere/\1/", text) for text in texts(guide)]
    assert [found for text in said for found in markdown.problems(text)] == []


@each_guide
def test_facts_have_sources_and_a_date_that_has_come(guide):
    assert guide.sources
    for source in guide.sources:
        assert source.title
        assert source.publisher
        assert source.address.startswith("https://")
        assert source.consulted_on <= guide.verified_on
    assert datetime.date(2026, 10, 1) <= guide.verified_on <= datetime.date(2026, 11, 30)


@each_guide
def test_topic_company_and_author_exist(guide):
    assert guide.topic in {topic.slug for topic in reader.topics()}
    assert guide.author in {author.slug for author in reader.authors()}
    assert guide.company in {"", *(company.slug for company in reader.companies())}


@each_file
def test_every_link_leads_somewhere_we_have(path):
    text = TO_A_LETTER.sub(r"/lettere/\1/", path.read_text("utf-8"))
    for target in LINK.findall(text):
        if re.match(r"https://|mailto:", target):
            continue
        place, _, fragment = target.partition("#")
        assert fragment in {"", *_fragments_at(place, path)}, target


def _fragments_at(place, path):
    if not place:
        return fragments(GUIDES[path.stem])
    room, *slug = place.strip("/").split("/")
    if room == "guide":
        return fragments(GUIDES[slug[0]])
    if room == "scadenze":
        assert slug[0] in {rule.slug for rule in reader.rules()}, place
        return set()
    if room == "risolvi":
        assert slug[0] in {flow.slug for flow in reader.flows()}, place
        return set()
    if room == "risolvi":
        assert slug[0] in {flow.slug for flow in reader.flows()}, place
        return set()
    if room == "lettere":
        assert slug[0] in {letter.slug for letter in reader.letters()}, place
        return set()
    assert room in OUR_PAGES, place
    return set()


@each_file
def test_nobody_is_sent_to_the_closed_european_platform(path):
    text = path.read_text("utf-8")
    assert "ec.europa.eu/consumers/odr" not in text
    assert "webgate.ec.europa.eu/odr" not in text


@each_file
def test_accents_and_apostrophes_are_italian(path):
    text = path.read_text("utf-8")
    assert not STRAIGHT_ACCENT.search(text)
    assert not MISTAKEN_ACCENT.search(text)
    assert not re.search(r"\w'\w", text), "apostrophes are typographic"
    assert "“" not in text, "quotations are between « and »"


def test_stories_speak_of_companies_and_topics_we_have():
    companies = {company.slug for company in reader.companies()}
    for story in reader.stories():
        assert story.company in companies or "di fantasia" in story.company_name
        assert story.topic in {topic.slug for topic in reader.topics()}
        assert story.outcome in {"open", "solved", "partly"}
        assert story.used_on < datetime.date(2026, 11, 23)


def test_nothing_is_written_twice():
    """Files that two people add to are merged line by line."""
    for records, name in (
        (reader.facts(), "key"),
        (reader.rules(), "slug"),
        (reader.glossary(), "key"),
    ):
        names = [getattr(record, name) for record in records]
        assert len(names) == len(set(names))


def test_no_two_comments_are_sent_as_the_same():
    keys = [c.key or (c.guide or c.story, c.name) for c in reader.comments()]
    assert len(keys) == len(set(keys))


def test_comments_stand_under_something_we_have():
    stories = {story.slug for story in reader.stories()}
    for comment in reader.comments():
        assert bool(comment.guide) != bool(comment.story)
        assert comment.story in {"", *stories}
        if comment.guide:
            assert comment.section in {"", *fragments(GUIDES[comment.guide])}


def test_the_plain_pages_are_there():
    assert {page.slug for page in reader.pages()} == {
        "accessibilita",
        "chi-siamo",
        "privacy",
        "regole",
    }
    assert all(page.title and page.summary and page.body for page in reader.pages())


def test_the_site_has_a_name_and_links_of_its_own():
    site = reader.site()
    assert site.name
    assert site.tagline
    assert site.contact_email.endswith(".example")
    assert all(link.address.startswith("https://") for link in site.social_links)


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(ValueError, match="front matter"):
        reader.read_guide("# Solo un titolo {#titolo}\n")


def test_the_problem_is_the_line_right_after_the_heading_and_no_other():
    head = yaml.safe_dump(
        {
            "slug": "prova",
            "title": "Prova",
            "summary": "Una prova.",
            "topic": "viaggi",
            "author": "redazione",
            "verified_on": datetime.date(2026, 11, 1),
            "sources": [],
        }
    )
    text = (
        f"---\n{head}---\nCiao.\n\n# Uno {{#uno}}\nProblema: Non va\n\nTesto.\n\n"
        "## Due {#due}\n\nProblema: è testo.\n"
    )
    guide = reader.read_guide(text)
    assert guide.introduction == "Ciao."
    first, second = guide.sections
    assert (first.level, first.title, first.problem, first.body) == (1, "Uno", "Non va", "Testo.")
    assert (second.level, second.problem, second.body) == (2, "", "Problema: è testo.")


@each_guide
def test_a_source_that_is_only_a_home_page_says_that_it_is_a_whole_site(guide):
    """The reader has to look for the fact there: it is not hidden from them."""
    for source in guide.sources:
        if urlsplit(source.address).path in ("", "/"):
            assert source.title.startswith(("Sito ", "Portale ")), source.title
