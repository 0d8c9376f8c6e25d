"""What changed between two versions of a guide, in three levels. Pure.

Sections by their identity: kept, renamed, moved (a label, never a deletion and an insertion), new,
gone. Then the blocks of their text, then the words: guides/text/block_diff.py.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import LCSseq

from guides.guide.versions.version import SectionText, Version
from guides.text.block_diff import Block, block_diff
from guides.text.word_diff import SAME, in_one, word_diff

LEVELS = {1: "sezione", 2: "sottosezione"}
AROUND = 1  # blocks that stayed and are shown beside one that did not


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else, for a row of a table."""

    label: str
    old: str
    new: str

    @property
    def marked(self) -> SafeString:
        """The words, those that went and came marked."""
        return mark_safe(in_one(word_diff(self.old, self.new)))  # noqa: S308 - escaped there


@dataclass(frozen=True)
class Stretch:
    """Blocks that follow one another; those of a folded one all stayed."""

    blocks: list[Block]
    is_folded: bool

    @property
    def said(self) -> str:
        number = len(self.blocks)
        return "Un blocco uguale" if number == 1 else f"{number} blocchi uguali"


@dataclass(frozen=True)
class SectionChange:
    """One section in both versions; `old` is None for a new one, `new` for one that is gone."""

    old: SectionText | None
    new: SectionText | None
    moved: str = ""  # where to, in words
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def section(self) -> SectionText:
        return self.new or self.old  # type: ignore[return-value] - one of the two is there

    @property
    def labels(self) -> list[str]:
        """What became of the section as a whole."""
        if self.old is None:
            return ["nuova"]
        if self.new is None:
            return ["tolta"]
        renamed = [f"prima «{self.old.title}»"] if self.old.title != self.new.title else []
        return renamed + ([self.moved] if self.moved else [])

    @property
    def what(self) -> list[str]:
        """The names of what changed, as a line of the history says them."""
        if self.old is None or self.new is None:
            return self.labels
        text = ["testo"] if self.old.body != self.new.body else []
        place = ["posto"] if self.moved else []
        return [change.label.lower() for change in self.fields] + text + place

    @property
    def line(self) -> str:
        return f"Sezione «{self.section.title}»: {', '.join(self.what)}"

    @property
    def is_changed(self) -> bool:
        return bool(self.what)

    @property
    def has_other_words(self) -> bool:
        return (self.old and self.old.body) != (self.new and self.new.body)

    @cached_property
    def blocks(self) -> list[Block]:
        return block_diff(self.old.body if self.old else "", self.new.body if self.new else "")

    @property
    def stretches(self) -> list[Stretch]:
        return folded(self.blocks)


@dataclass(frozen=True)
class Comparison:
    """Everything that changed from `old` to `new`."""

    old: Version
    new: Version
    fields: list[FieldChange]
    sections: list[SectionChange]

    @cached_property
    def introduction(self) -> list[Stretch]:
        """Empty when it says the same."""
        if self.old.introduction == self.new.introduction:
            return []
        return folded(block_diff(self.old.introduction, self.new.introduction))

    @property
    def changed(self) -> list[SectionChange]:
        return [section for section in self.sections if section.is_changed]

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.introduction or self.changed)

    @property
    def lines(self) -> list[str]:
        """In short: a line for the fields, one for each section."""
        names = [change.label.lower() for change in self.fields]
        names += ["introduzione"] if self.old.introduction != self.new.introduction else []
        whole = [f"In cima: {', '.join(names)}"] if names else []
        return whole + [section.line for section in self.changed]


def compare(old: Version, new: Version) -> Comparison:
    """From one version to another of the same guide."""
    return Comparison(old, new, _fields(old, new), list(_sections(old, new)))


def folded(blocks: list[Block]) -> list[Stretch]:
    """What stayed is folded, save the block just before and just after a change."""
    changed = [n for n, block in enumerate(blocks) if block.kind != SAME]
    near = {m for n in changed for m in range(n - AROUND, n + AROUND + 1)}
    stretches: list[Stretch] = []
    for n, block in enumerate(blocks):
        hides = n not in near
        if stretches and stretches[-1].is_folded == hides:
            stretches[-1].blocks.append(block)
        else:
            stretches.append(Stretch([block], hides))
    return stretches


def _fields(old: Version, new: Version) -> list[FieldChange]:
    changes = [
        FieldChange(label, old.fields.get(label, ""), text)
        for label, text in new.fields.items()
        if old.fields.get(label, "") != text
    ]
    for address in dict.fromkeys([*new.sources, *old.sources]):
        before, now = old.sources.get(address, ""), new.sources.get(address, "")
        if before != now:
            changes.append(FieldChange("Fonte", before, now))
    before, now = _in_both(list(old.sources), list(new.sources))
    if before != now:
        orders = [" · ".join(new.sources[a].rpartition(" (")[0] for a in o) for o in (before, now)]
        changes.append(FieldChange("Ordine delle fonti", *orders))
    return changes


def _sections(old: Version, new: Version):
    """In the new order; what is gone stands after what it followed."""
    before = {section.uid: section for section in old.sections}
    now = {section.uid: section for section in new.sections}
    moved = _moved(list(before), list(now))
    gone = _gone(list(before), now)
    yield from (SectionChange(before[uid], None) for uid in gone.get("", []))
    last = ""
    for uid, section in now.items():
        where = ""
        if uid in moved:
            where = f"spostata dopo «{now[last].title}»" if last else "spostata all’inizio"
        was = before.get(uid)
        yield SectionChange(was, section, where, _section_fields(was, section))
        yield from (SectionChange(before[other], None) for other in gone.get(uid, []))
        last = uid


def _moved(before: list[str], now: list[str]) -> set[str]:
    """The fewest sections whose moving explains the new order."""
    was, now = _in_both(before, now)
    steps = LCSseq.opcodes(was, now)
    return {uid for s in steps if s.tag != "equal" for uid in now[s.dest_start : s.dest_end]}


def _in_both(before: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """Each order without what only one of them has."""
    both = set(before) & set(now)
    return [key for key in before if key in both], [key for key in now if key in both]


def _gone(before: list[str], now: dict) -> dict[str, list[str]]:
    """By the section that each followed, "" for the first: those that are gone."""
    after: dict[str, list[str]] = {}
    last = ""
    for uid in before:
        if uid in now:
            last = uid
        else:
            after.setdefault(last, []).append(uid)
    return after


def _section_fields(old: SectionText | None, new: SectionText) -> list[FieldChange]:
    if old is None:
        return []
    pairs = [
        ("Titolo", old.title, new.title),
        ("Problema", old.problem, new.problem),
        ("Livello", LEVELS[old.level], LEVELS[new.level]),
        ("Indirizzo", old.slug, new.slug),
    ]
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]
