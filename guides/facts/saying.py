"""A text with tags as readers see it, and what is wrong with its tags."""

from collections.abc import Iterable

from rapidfuzz import process

from guides.facts.formats import formats_of, markdown_of, words_of
from guides.facts.keys import FormerKey
from guides.facts.models import Fact
from guides.text import markdown
from guides.text.commonmark import MarkdownRefused
from guides.text.fact_tags import (
    TAG,
    Tag,
    TagContext,
    in_a_line,
    is_tagged,
    nearly_tags_in,
    replaced,
    tags_in,
)

HOW = "si scrive {{fatto:nome}} o {{fatto:nome|formato}}"


class Facts:
    """The facts that some texts use, read once."""

    def __init__(self, found: dict[str, Fact]) -> None:
        self.found = found

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Facts":
        """Without a tag in any text there is no query."""
        keys = {f["key"].lower() for text in texts if is_tagged(text) for f in TAG.finditer(text)}
        return cls(facts_by_key(keys))

    def with_value_of(self, fact: Fact | None) -> "Facts":
        """The same facts, one of them as it stands in memory."""
        if fact is None:
            return self
        found = self.found.items()
        return Facts({key: fact if each.pk == fact.pk else each for key, each in found})

    def used_in(self, text: str) -> set[Fact]:
        """The facts that stand in a Markdown text, code apart."""
        try:
            return {self.found[tag.key] for tag in tags_in(text) if tag.key in self.found}
        except MarkdownRefused:
            return set()

    def used_in_a_line(self, text: str) -> set[Fact]:
        return {self.found[k] for f in TAG.finditer(text) if (k := f["key"].lower()) in self.found}

    def said(self, source: str) -> str:
        """A Markdown source with every tag as readers see it."""
        if not is_tagged(source):
            return source
        try:
            return replaced(source, self._say)
        except MarkdownRefused:
            return source  # whoever renders it says why

    def said_in_a_line(self, text: str) -> str:
        return in_a_line(text, self._say) if is_tagged(text) else text

    def _say(self, tag: Tag) -> str:
        fact = self.found.get(tag.key)
        if fact is None or (tag.format and tag.format not in formats_of(fact)):
            return f"«fatto sconosciuto: {tag.key}»"  # only in a preview: it is refused before
        how = markdown_of if tag.context is TagContext.MARKDOWN else words_of
        return how(fact, tag.format)

    def problems(self, source: str) -> list[str]:
        """A sentence for each tag that would say nothing, with its line."""
        try:
            return [f"Riga {line + 1}: {what}" for line, what in self._problems(source)]
        except MarkdownRefused:
            return []  # the Markdown's own check says so

    def problems_in_a_line(self, text: str) -> list[str]:
        said = [self._wrong_with(tag) for tag in _tags_of_a_line(text)]
        if is_tagged(TAG.sub("", text)):
            said.append(f"c’è un fatto scritto a metà: {HOW}.")
        return [f"{what[0].upper()}{what[1:]}" for what in said if what]

    def _problems(self, source: str) -> list[tuple[int, str]]:
        found = [
            (line, f"«{words}» non è un fatto: {HOW}.") for line, words in nearly_tags_in(source)
        ]
        for tag in tags_in(source):
            if what := self._wrong_with(tag):
                found.append((tag.line_in(source), what))
        return sorted(found)

    def _wrong_with(self, tag: Tag) -> str:
        fact = self.found.get(tag.key)
        if fact is None:
            return f"il fatto «{tag.key}» non c’è.{_nearest(tag.key)}"
        if tag.format and tag.format not in formats_of(fact):
            names = list(formats_of(fact))
            near = process.extractOne(tag.format, names)
            others = ", ".join(f"«{name}»" for name in names)
            return (
                f"«{tag.key}» non ha il formato «{tag.format}»: forse volevi «{near[0]}». "
                f"Ci sono: {others}."
            )
        return ""


def _tags_of_a_line(text: str) -> list[Tag]:
    tags: list[Tag] = []

    def keep(tag: Tag) -> str:
        tags.append(tag)
        return ""

    in_a_line(text, keep)
    return list(reversed(tags))


def _nearest(key: str) -> str:
    near = process.extractOne(key, Fact.objects.values_list("key", flat=True), score_cutoff=40)
    if near is None:
        return " Aggiungilo prima fra i fatti, poi usalo qui."
    return f" Forse volevi «{near[0]}»?"


def said_live(source: str) -> str:
    """A Markdown source as its facts stand now."""
    return Facts.of([source]).said(source)


def preview(source: str) -> str:
    """What the editor's live preview shows."""
    return markdown.preview(said_live(source))


def facts_by_key(keys: set[str]) -> dict[str, Fact]:
    """{key: fact} of those that there are, whether the key is the present one or a former one."""
    if not keys:
        return {}
    found = {fact.key: fact for fact in Fact.objects.filter(key__in=keys)}
    if not (others := keys - set(found)):
        return found
    former = FormerKey.objects.filter(key__in=others).select_related("fact")
    return found | {old.key: old.fact for old in former}
