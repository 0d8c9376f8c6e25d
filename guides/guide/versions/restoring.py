"""A version brought back into the working copy, as a draft: readers see what they saw before."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import models, transaction

from guides.guide import comparing
from guides.guide.editions import Edition
from guides.guide.versions import version
from guides.guide.versions.edits import note_edits
from guides.guide.versions.kept import FIELDS, SOURCE, KeptDraft, content_of, keep

CHOSEN = {"topic_id": "l’argomento", "company_id": "l’azienda", "author_id": "l’autore"}


@dataclass
class Restored:
    """What came of it: the draft set aside, if it held work of its own, and what stayed."""

    kept: KeptDraft | None = None
    stayed: list[str] = field(default_factory=list)  # Italian sentences


class Restorable(models.Model):
    """What has versions and a working copy."""

    class Meta:
        abstract = True

    @transaction.atomic
    def restore(self, source: Edition | KeptDraft, *, by, because: str) -> Restored:
        """Bring `source` into the working copy; nothing is published and no version changes.

        What the working copy held and no edition says is set aside first.
        """
        guide = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        before = version.of_working_copy(guide)
        result = Restored()
        if guide.has_words_of_its_own():
            result.kept = keep(guide, by=by, because=because)
        content = _content_of(guide, source)
        result.stayed = _put_fields(guide, content)
        _put_sections(guide, content["sections"])
        _put_sources(guide, content["sources"])
        guide.revise()
        guide.follow_its_author(by)
        guide = type(self).objects.get(pk=self.pk)
        changes = comparing.compare(before, version.of_working_copy(guide)).changed
        note_edits(
            guide, [(UUID(c.section.uid), c.section.title, _line(c)) for c in changes], by=by
        )
        self.refresh_from_db()
        return result

    def has_words_of_its_own(self) -> bool:
        """The working copy says what no edition and no draft set aside says."""
        mine = version.of_working_copy(self)
        editions = list(self.editions.prefetch_related("sections").order_by("-number"))
        if not mine.sections and not editions:
            return False
        said = (version.of_edition(edition, as_written=True) for edition in editions)
        if any(_is_the_same(edition, mine) for edition in said):
            return False
        now = content_of(self)
        return not any(kept.content == now for kept in self.kept_drafts.all())


def _is_the_same(old: version.Version, new: version.Version) -> bool:
    return comparing.compare(old, new).is_empty


def _line(change: comparing.SectionChange) -> str:
    return f"{', '.join(change.what)} (da una versione ripristinata)"


def _content_of(guide, source: Edition | KeptDraft) -> dict:
    if isinstance(source, KeptDraft):
        return source.content
    said = version.of_edition(source, as_written=True)
    questions = {str(s.uid): s.question_id for s in guide.sections.all()}
    plain = ("title", "slug", "cover", "cover_alt", "cover_width", "cover_height", *CHOSEN)
    return {name: getattr(source, name) for name in plain} | {
        "summary": said.fields["Sommario"],
        "introduction": said.introduction,
        "verified_on": source.verified_on.isoformat(),
        "other_companies": [c.pk for c in source.companies.all() if c.pk != source.company_id],
        "sectors": [sector.pk for sector in source.sectors.all()],
        "sections": [vars(s) | {"question_id": questions.get(s.uid)} for s in said.sections],
        "sources": source.sources,
    }


def _put_fields(guide, content: dict) -> list[str]:
    """Write the guide's own fields; say what could not come back."""
    stayed = []
    content = dict(content)
    if type(guide).objects.exclude(pk=guide.pk).filter(slug=content["slug"]).exists():
        stayed.append(f"L’indirizzo è rimasto «{guide.slug}»: quello di prima è di un’altra guida.")
        content["slug"] = guide.slug
    if content["cover"] and not guide.cover.storage.exists(content["cover"]):
        stayed.append("L’immagine di copertina di prima non c’è più.")
        content |= {"cover": "", "cover_alt": "", "cover_width": None, "cover_height": None}
    for name, words in CHOSEN.items():
        related = guide._meta.get_field(name.removesuffix("_id")).related_model
        if content[name] and not related._default_manager.filter(pk=content[name]).exists():
            stayed.append(f"Quello di prima non c’è più: {words} è rimasto com’era.")
        else:
            setattr(guide, name, content[name])
    for name in FIELDS:
        setattr(guide, name, content[name])
    guide.cover.name = content["cover"]
    guide.verified_on = date.fromisoformat(content["verified_on"])
    guide.save()
    for name in ("other_companies", "sectors"):
        rows = guide._meta.get_field(name).related_model._default_manager
        getattr(guide, name).set(rows.filter(pk__in=content[name]))
    return stayed


def _put_sections(guide, rows: list[dict]) -> None:
    """The sections by their identity: those that stay keep their row, and who has it open."""
    there = {str(section.uid): section for section in guide.sections.all()}
    wanted = {row["uid"] for row in rows}
    guide.sections.exclude(uid__in=wanted).delete()
    for uid, section in there.items():  # two may exchange their addresses
        if uid in wanted:
            guide.sections.filter(pk=section.pk).update(slug=uuid4().hex)
    make = guide.sections.model
    questions = make._meta.get_field("question").related_model._default_manager
    asked = set(questions.values_list("pk", flat=True).filter(pk__in=_questions(rows)))
    for position, row in enumerate(rows, start=1):
        section = there.get(row["uid"]) or make(guide=guide, uid=_free_uid(make, row["uid"]))
        for name in ("title", "level", "slug", "problem", "body"):
            setattr(section, name, row[name])
        section.position = position
        section.question_id = row["question_id"] if row["question_id"] in asked else None
        section.save()


def _questions(rows: list[dict]) -> list[int]:
    return [row["question_id"] for row in rows if row["question_id"]]


def _free_uid(make: type[models.Model], uid: str) -> UUID:
    """Its own, unless the section was moved to another guide meanwhile."""
    return uuid4() if make._default_manager.filter(uid=uid).exists() else UUID(uid)


def _put_sources(guide, rows: list[dict]) -> None:
    guide.sources.all().delete()
    for position, row in enumerate(rows, start=1):
        day = date.fromisoformat(row["consulted_on"])
        guide.sources.create(
            position=position, consulted_on=day, **{name: row[name] for name in SOURCE}
        )
