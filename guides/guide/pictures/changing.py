"""A picture, or its words, changes everywhere at once: in every text that is written and in every
page that is live, all in one act or none. Old editions keep what they showed."""

import hashlib

from django.db import transaction

from guides.guide.editions import Edition
from guides.guide.freezing import says_the_same
from guides.guide.models import Guide
from guides.guide.pictures.uses import IN_MARKDOWN, LIVE, PAGE, PAGES, WORKING, Use, all_uses
from guides.guide.with_facts.changing import ChangedMeanwhile, publish_again
from guides.guide.with_facts.planning import Touched, copied
from guides.guide.with_facts.saying import say_facts
from guides.publishing.live_edition import PublicationState
from guides.uploads.pictures import Picture

CHANGED = (WORKING, LIVE, PAGE)


class Change:
    """From one picture to another, or to the same with other words."""

    def __init__(self, old: str, new: str = "", alternative: str = "") -> None:
        self.old, self.new, self.alternative = old, new or old, alternative

    def of(self, text: str) -> str:
        return IN_MARKDOWN.sub(self._shown, text).replace(self.old, self.new)

    def _shown(self, found) -> str:
        words, name = found.groups()
        if name != self.old or not self.alternative:
            return found[0]
        said = "".join(f"\\{c}" if c in "\\[]" else c for c in self.alternative)
        return f"![{said}{found[0][len(words) + 2 :]}"


def touched_by(picture: Picture) -> list[Use]:
    return [use for use in all_uses().get(picture.name, []) if use.kind in CHANGED]


def digest_of(uses: list[Use]) -> str:
    """Of what an editor is shown before agreeing."""
    said = sorted(f"{use.kind} {use.where} {use.alternative}" for use in uses)
    return hashlib.sha256("\x1e".join(said).encode()).hexdigest()[:20]


@transaction.atomic
def change_everywhere(
    picture: Picture, *, by, note: str, shown: str, new: str = "", alternative: str = ""
) -> list[Edition]:
    """Give `picture` another file's place, other words, or both; return the new editions.

    `shown` is the digest of the uses that the editor agreed to. Raises ChangedMeanwhile, and
    MarkdownRefused where a text would grow past its bounds; then nothing is saved.
    """
    guides = {use.guide for use in touched_by(picture)} - {None}
    rows = Guide.objects.filter(pk__in=guides).select_for_update(of=("self",)).order_by("pk")
    held = list(rows)
    uses = touched_by(picture)  # again: now nobody publishes these guides
    if digest_of(uses) != shown or not {use.guide for use in uses} - {None} <= guides:
        raise ChangedMeanwhile
    change = Change(picture.name, new, alternative)
    _change_pages(change)
    return [e for guide in held if (e := _change_guide(guide, change, by=by, note=note))]


def _change_pages(change: Change) -> None:
    for model, field, _ in PAGES:
        for row in model.objects.filter(**{f"{field}__contains": change.old}).order_by("pk"):
            setattr(row, field, change.of(getattr(row, field)))
            row.save()


def _change_guide(guide: Guide, change: Change, *, by, note: str) -> Edition | None:
    was_as_live = guide.state == PublicationState.LIVE
    if _change_working_copy(guide, change):
        guide.revise()
    edition = _change_live(guide, change, by=by, note=note) if guide.live_id else None
    if was_as_live:
        guide.published_revision = guide.revision
        guide.save(update_fields=["published_revision"])
    return edition


def _change_working_copy(guide: Guide, change: Change) -> bool:
    changed = False
    for section in guide.sections.all():
        if (body := change.of(section.body)) != section.body:
            section.body, changed = body, True
            section.save(update_fields=["body"])
    introduction = change.of(guide.introduction)
    is_cover = guide.cover and guide.cover.name == change.old
    if introduction == guide.introduction and not is_cover:
        return changed
    guide.introduction = introduction
    if is_cover:
        guide.cover = change.new
        guide.cover_alt = change.alternative or guide.cover_alt
    guide.save(update_fields=["introduction", *COVER])
    return True


COVER = ("cover", "cover_alt", "cover_width", "cover_height")
TEXTS = ("introduction_markdown", "introduction_as_written")
BODIES = ("body_markdown", "body_as_written")


def _change_live(guide: Guide, change: Change, *, by, note: str) -> Edition | None:
    """From what is live, never from the working copy: what is not published stays so."""
    edition, sections = copied(guide.live)
    for row, names in [(edition, TEXTS), *((section, BODIES) for section in sections)]:
        for name in names:
            setattr(row, name, change.of(getattr(row, name)))
    if edition.cover == change.old:
        edition.cover = change.new
        edition.cover_alt = change.alternative or edition.cover_alt
        if change.new != change.old:
            size = Picture.objects.get(name=change.new)
            edition.cover_width, edition.cover_height = size.width, size.height
    edition, sections = say_facts((edition, sections))
    if says_the_same(guide.live, edition, sections):
        return None
    return publish_again(Touched(guide, edition, sections), by=by, note=note)
