"""An edition, the working copy or a draft set aside, in one shape that can be compared."""

from dataclasses import dataclass, field
from datetime import date

from guides.guide.editions import Edition
from guides.guide.versions.kept import KeptDraft
from guides.text.dates import in_words

WORKING_COPY = "bozza"


@dataclass(frozen=True)
class SectionText:
    """A section's words; `uid` is the same in every version."""

    uid: str
    title: str
    level: int
    slug: str
    problem: str
    body: str


@dataclass(frozen=True)
class Version:
    """What a version says: its fields as a person reads them, its introduction, its sections."""

    key: str  # in an address
    name: str  # in a sentence
    fields: dict[str, str]
    sources: dict[str, str]  # by address
    introduction: str
    sections: list[SectionText] = field(default_factory=list)


def edition_key(edition: Edition) -> str:
    return f"edizione-{edition.number}"


def kept_key(kept: KeptDraft) -> str:
    return f"messa-da-parte-{kept.pk}"


def of_edition(edition: Edition, *, as_written: bool = False) -> Version:
    """What readers saw; `as_written`, what its editor had typed, tags of facts and all."""
    own = {edition.company_id}
    companies = [c for c in edition.companies.all() if c.pk not in own]
    return Version(
        key=edition_key(edition),
        name=f"{edition.number}ª edizione",
        fields=_fields(edition, _text(edition, "summary", as_written), companies),
        sources={s["address"]: _source(**s) for s in edition.sources},
        introduction=_text(edition, "introduction", as_written),
        sections=[
            SectionText(
                *(str(s.uid), s.title, s.level, s.slug, s.problem),
                body=_text(s, "body", as_written),
            )
            for s in edition.sections.all()
        ],
    )


def of_working_copy(guide, *, key: str = WORKING_COPY, name: str = "bozza") -> Version:
    """The guide as it would be published now."""
    return Version(
        key=key,
        name=name,
        fields=_fields(guide, guide.summary, guide.other_companies.all()),
        sources={
            s.address: _source(s.title, s.address, s.publisher, s.consulted_on)
            for s in guide.sources.all()
        },
        introduction=guide.introduction,
        sections=[
            SectionText(str(s.uid), s.title, s.level, s.slug, s.problem, s.body)
            for s in guide.sections.all()
        ],
    )


def of_kept(kept: KeptDraft) -> Version:
    return of_working_copy(kept.as_guide(), key=kept_key(kept), name=kept.name)


def _fields(row, summary: str, companies) -> dict[str, str]:
    cover = row.cover if isinstance(row.cover, str) else row.cover.name
    return {
        "Titolo": row.title,
        "Indirizzo": row.slug,
        "Sommario": summary,
        "Argomento": str(row.topic),
        "Azienda": str(row.company or ""),
        "Altre aziende": ", ".join(sorted(map(str, companies))),
        "Settori": ", ".join(sorted(map(str, row.sectors.all()))),
        "Autore": str(row.author),
        "Verificata il": in_words(row.verified_on),
        "Immagine di copertina": (cover or "").rpartition("/")[2],
        "Testo alternativo della copertina": row.cover_alt,
    }


def _source(title: str, address: str, publisher: str, consulted_on: date | str) -> str:
    day = date.fromisoformat(consulted_on) if isinstance(consulted_on, str) else consulted_on
    return f"{title} ({publisher}), {address}, consultata {in_words(day, 'il')}"


def _text(row, name: str, as_written: bool) -> str:
    if as_written and hasattr(row, f"{name}_written"):
        return getattr(row, f"{name}_written")
    return getattr(row, name if name == "summary" else f"{name}_markdown")
