"""`{{scadenza:recesso}}`, alone on its line: in a text a link, on a page a box for the day.

The link is frozen with the edition: feeds, search and the Markdown twin need no more. The page puts
the box in its place (guides/templatetags/deadlines.py).
"""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.urls import reverse
from rapidfuzz import process

from guides.deadlines.models import Rule
from guides.facts import saying
from guides.facts.fields import validate_markdown_with_facts
from guides.text import markdown_source
from guides.text.commonmark import MarkdownRefused, parse

TAG = re.compile(r"\{\{\s*scadenza\s*:\s*(?P<slug>[\w-]+)\s*\}\}", re.IGNORECASE)
NEARLY = re.compile(r"(?<!\\)\{\{\s*scadenz[ae]\b[^{}\n]{0,80}\}{0,2}", re.IGNORECASE)
FIRST_WORDS = "Calcola la scadenza:"
IN_HTML = re.compile(
    rf'<p><a (?:data-address="[^"]*" )?href="/scadenze/([\w-]+)/">{FIRST_WORDS} [^<]*</a></p>'
)
HOW = "si scrive {{scadenza:nome}}, da sola su una riga"


def is_tagged(text: str) -> bool:
    """Whether there may be a tag: cheap, for texts that have none."""
    return "{{" in text and NEARLY.search(text) is not None


def slugs_in(source: str) -> set[str]:
    """The rules whose tag stands where it works."""
    try:
        return {slug for _, slug in _placed(source) if slug}
    except MarkdownRefused:
        return set()


def with_links(source: str) -> str:
    """The source with each tag as a link to the rule's page, where there is one."""
    if not is_tagged(source):
        return source
    try:
        placed = {line: slug for line, slug in _placed(source) if slug}
    except MarkdownRefused:
        return source  # whoever renders it says why
    rules = {rule.slug: rule for rule in Rule.objects.filter(slug__in=placed.values())}
    lines = source.split("\n")
    for line, slug in placed.items():
        if slug in rules:
            lines[line] = _link(rules[slug])
    return "\n".join(lines)


def _link(rule: Rule) -> str:
    words = markdown_source.name(rule.public_name)
    return f"[{FIRST_WORDS} {words}]({reverse('deadline', args=[rule.slug])})"


def problems(source: str) -> list[str]:
    """A sentence for each tag that would give no box, with its line."""
    if not is_tagged(source):
        return []
    try:
        placed = list(_placed(source))
    except MarkdownRefused:
        return []  # the Markdown's own check says so
    known = set(Rule.objects.filter(slug__in=[s for _, s in placed]).values_list("slug", flat=True))
    return [
        f"Riga {line + 1}: {what}" for line, slug in placed if (what := _wrong_with(slug, known))
    ]


def _wrong_with(slug: str, known: set[str]) -> str:
    if not slug:
        return f"la scadenza {HOW}."
    if slug in known:
        return ""
    near = process.extractOne(slug, Rule.objects.values_list("slug", flat=True), score_cutoff=40)
    meant = f" Forse volevi «{near[0]}»?" if near else " Aggiungila prima fra le scadenze."
    return f"la scadenza «{slug}» non c’è.{meant}"


def _placed(source: str) -> Iterator[tuple[int, str]]:
    """(line, slug) of each; "" for a slug that is not alone in a paragraph of one line."""
    if not is_tagged(source):
        return
    for token in parse(source):
        if token.type != "inline" or not token.map:
            continue
        alone = TAG.fullmatch(token.content.strip())
        if alone and token.level == 1:
            yield token.map[0], alone["slug"].lower()
        elif any(
            c.type != "code_inline" and NEARLY.search(c.content) for c in token.children or ()
        ):
            yield token.map[0], ""


def validate_markdown_with_deadlines(source: str) -> None:
    """Raise ValidationError with a sentence for each error of the text as readers see it."""
    if found := problems(source):
        raise ValidationError(found)
    validate_markdown_with_facts(with_links(source))


# Read by the desk: a box whose field has this may use both.
validate_markdown_with_deadlines.takes_facts = True  # type: ignore[attr-defined]
validate_markdown_with_deadlines.takes_deadlines = True  # type: ignore[attr-defined]


def preview(source: str) -> str:
    """What the editor's live preview shows: the link, in the place of its box."""
    return saying.preview(with_links(source))
