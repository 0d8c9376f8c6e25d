"""A guide begun from another: a draft of its own, with the words and the files of the first."""

from django.apps import apps
from django.db import transaction

from guides.text.inner_links import SCHEME
from guides.text.slugs import slug_of

TITLE = "Copia di {}"
# Its own: identity, address, what was published of it.
NOT_COPIED = {"id", "title", "slug", "sort_key", "live", "created_at", "updated_at"}
NOT_COPIED |= {"withdrawn_at", "withdrawn_by", "withdrawn_because"}
NOT_COPIED |= {"revision", "published_revision"}
ONE_OF_A_GUIDE = {"id", "uid", "guide", "question"}


@transaction.atomic
def duplicate(guide):
    """The draft, saved. Files are named by their content: both lead to the same."""
    copy = type(guide)(
        title=TITLE.format(guide.title)[: type(guide)._meta.get_field("title").max_length],
        slug=free_slug(slug_of(f"{guide.slug[:40]} copia", most=46, otherwise="copia")),
        **_fields(guide, NOT_COPIED),
    )
    copy.save()
    copy.other_companies.set(guide.other_companies.all())
    copy.sectors.set(guide.sectors.all())
    for source in guide.sources.all():
        copy.sources.create(**_fields(source, ONE_OF_A_GUIDE))
    _copy_sections(guide, copy)
    return copy


def _copy_sections(guide, copy) -> None:
    new = {f"{SCHEME}{guide.pk})": f"{SCHEME}{copy.pk})"}
    sections = []
    for section in guide.sections.all():
        made = copy.sections.create(**_fields(section, ONE_OF_A_GUIDE))
        new[f"{SCHEME}{section.uid}"] = f"{SCHEME}{made.uid}"
        sections.append(made)
    for section in sections:  # its links to itself lead within the copy
        section.body = _leading(section.body, new)
        section.save(update_fields=["body"])
    copy.introduction = _leading(copy.introduction, new)
    copy.save(update_fields=["introduction"])


def _leading(text: str, new: dict[str, str]) -> str:
    for old, made in new.items():
        text = text.replace(old, made)
    return text


def _fields(row, besides: set[str]) -> dict:
    fields = (field for field in row._meta.concrete_fields if field.name not in besides)
    return {field.name: getattr(row, field.name) for field in fields}


def free_slug(base: str) -> str:
    """The slug, numbered when a guide already has it."""
    guides = apps.get_model("guides", "Guide").objects
    taken = set(guides.filter(slug__startswith=base).values_list("slug", flat=True))
    names = (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
