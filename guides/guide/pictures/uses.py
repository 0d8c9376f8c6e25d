"""Where each picture stands: read from the texts themselves, so that no row can be out of date.

A query for each kind of text, whatever the number of pictures; only texts that name one are read.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from guides.authorities.models import Authority
from guides.authors.models import Author
from guides.deadlines.editions import RuleEdition
from guides.deadlines.models import Rule
from guides.desk.kept import KeptText
from guides.guide.editions import Edition, EditionSection
from guides.guide.models import Guide, Section
from guides.guide.versions.kept import KeptDraft
from guides.site.models import Page
from guides.uploads.images import ALT_TO_WRITE
from guides.uploads.storage import COVERS, IN_TEXTS

NAME = re.compile(rf"(?:{IN_TEXTS}|{COVERS})/[0-9a-f]{{16}}-\d+x\d+\.webp")
IN_MARKDOWN = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\(\s*<?[^\s()<>]*?/media/(" + NAME.pattern + ")")
WORKING, LIVE, OLD, KEPT, PAGE, ELSEWHERE = (
    "Copia di lavoro",
    "Sul sito",
    "Vecchia edizione",
    "Bozza",
    "Pagina",
    "Si cambia da lì",
)


@dataclass(frozen=True)
class Use:
    """A picture in one text; `alternative` is None where only the name is known."""

    name: str
    kind: str
    where: str
    desk: str
    alternative: str | None = None
    guide: int | None = None

    @property
    def lacks_words(self) -> bool:
        return self.kind in (WORKING, LIVE, PAGE) and self.alternative in ("", ALT_TO_WRITE)


Source = Callable[[], Iterator["Use"]]
_elsewhere: list[Source] = []


def register(source: Source) -> Source:
    """Texts of another room: a picture in them is not deleted, and is changed there."""
    _elsewhere.append(source)
    return source


def all_uses() -> dict[str, list[Use]]:
    """{name: its uses}, what can be mended now first."""
    found: dict[str, list[Use]] = {}
    for source in (_working, _live_and_old, _kept, _pages, _rules, *_elsewhere):
        for use in source():
            found.setdefault(use.name, []).append(use)
    return found


def in_text(text: str) -> dict[str, str | None]:
    """{name: alternative text}; None for one that is named and not shown."""
    named: dict[str, str | None] = dict.fromkeys(NAME.findall(text))
    return named | {name: _plain(words) for words, name in IN_MARKDOWN.findall(text)}


def _plain(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words).strip()


def _uses(text: str, *where) -> Iterator[Use]:
    for name, alternative in in_text(text).items():
        kind, place, desk, guide = where
        yield Use(name, kind, place, desk, alternative, guide)


def _desk_of(guide: int) -> str:
    return reverse("admin:guides_guide_change", args=[guide])


def _naming(rows, field: str):
    """Rows whose text names a public picture."""
    in_texts, covers = f"{IN_TEXTS}/", f"{COVERS}/"
    names = Q(**{f"{field}__contains": in_texts}) | Q(**{f"{field}__contains": covers})
    return rows.filter(names).order_by("pk")


def _working() -> Iterator[Use]:
    columns = ("pk", "title", "introduction")
    for pk, title, text in _naming(Guide.objects, "introduction").values_list(*columns):
        yield from _uses(text, WORKING, f"{title}, introduzione", _desk_of(pk), pk)
    columns = ("guide_id", "guide__title", "title", "body")
    for pk, title, section, text in _naming(Section.objects, "body").values_list(*columns):
        yield from _uses(text, WORKING, f"{title}, «{section}»", _desk_of(pk), pk)
    covers = Guide.objects.exclude(cover="").order_by("pk")
    for pk, title, name, words in covers.values_list("pk", "title", "cover", "cover_alt"):
        yield Use(name, WORKING, f"{title}, copertina", _desk_of(pk), words, pk)


def _live_and_old() -> Iterator[Use]:
    edition = ("guide_id", "live_guide", "title", "number")
    rows = _naming(Edition.objects, "introduction_markdown")
    for *about, text in rows.values_list(*edition, "introduction_markdown").iterator():
        yield from _uses(text, *_edition(*about, "introduzione"))
    columns = [f"edition__{name}" for name in edition]
    rows = _naming(EditionSection.objects, "body_markdown")
    for *about, title, text in rows.values_list(*columns, "title", "body_markdown").iterator():
        yield from _uses(text, *_edition(*about, f"«{title}»"))
    rows = Edition.objects.exclude(cover="").order_by("pk")
    for *about, name, words in rows.values_list(*edition, "cover", "cover_alt").iterator():
        kind, where, desk, guide = _edition(*about, "copertina")
        yield Use(name, kind, where, desk, words, guide)


def _edition(guide: int, live: int | None, title: str, number: int, place: str) -> tuple:
    if live:
        return LIVE, f"{title}, {place}", _desk_of(guide), guide
    compared = reverse("admin:guide_compare", args=[guide])
    return OLD, f"{title}, {number}ª edizione, {place}", compared, guide


def _kept() -> Iterator[Use]:
    """Drafts set aside or scheduled, and what is typed and not saved."""
    drafts = KeptDraft.objects.annotate(text=Cast("content", TextField()))
    rows = _naming(drafts, "text").values_list("guide_id", "guide__title", "content")
    for pk, title, content in rows:
        text = json.dumps(content)
        for name in dict.fromkeys(NAME.findall(text)):
            yield Use(name, KEPT, f"{title}, messa da parte o programmata", _desk_of(pk), None, pk)
    typed = KeptText.objects.annotate(text=Cast("texts", TextField()))
    for page, texts in _naming(typed, "text").values_list("page", "texts"):
        for name in dict.fromkeys(NAME.findall(json.dumps(texts))):
            yield Use(name, KEPT, "Testo non ancora salvato", page)


# Texts that are on the site as soon as they are saved: model, field, what it is called.
PAGES = [(Page, "body", "title"), (Authority, "how", "name"), (Author, "biography", "name")]


def _pages() -> Iterator[Use]:
    for model, field, called in PAGES:
        rows = _naming(model.objects, field).values_list("pk", called, field)
        address = f"admin:guides_{model._meta.model_name}_change"
        for pk, title, text in rows:
            yield from _uses(text, PAGE, title, reverse(address, args=[pk]), None)


def named_in(rows, fields: Iterable[str], *, called: str, desk: str, pk: str = "pk"):
    """Uses in such fields, JSON too; `desk` is the name of the page where they are changed."""
    for field in fields:
        texts = rows.annotate(written=Cast(field, TextField()))
        for key, title, text in _naming(texts, "written").values_list(pk, called, "written"):
            for name in dict.fromkeys(NAME.findall(text)):
                yield Use(name, ELSEWHERE, str(title), reverse(f"admin:{desk}", args=[key]))


def _rules() -> Iterator[Use]:
    where = {"called": "name", "desk": "guides_rule_change"}
    yield from named_in(Rule.objects, ("before", "after", "if_late"), **where)
    frozen = {"called": "rule__name", "desk": "guides_rule_change", "pk": "rule"}
    yield from named_in(RuleEdition.objects, ["content"], **frozen)
