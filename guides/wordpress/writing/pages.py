"""A page of WordPress's: readers see ours as soon as they are saved, so its words are held."""

import itertools
from datetime import datetime
from urllib.parse import unquote

from django.db import transaction

from guides.site.models import Page
from guides.site.reserved import words_after
from guides.text.slugs import slug_of
from guides.wordpress.models import Imported
from guides.wordpress.old_addresses import key_of_address
from guides.wordpress.reading.items import Item
from guides.wordpress.text.post import Converted
from guides.wordpress.writing.addresses import write_addresses
from guides.wordpress.writing.guides import summary_of

LONGEST_TITLE = 120


def words_of(item: Item, said: Converted) -> dict[str, str]:
    """Everything a page needs; its sections are titles in its text."""
    parts = [said.introduction]
    titled = len(said.pieces) != 1 or said.pieces[0].title != item.title
    for piece in said.pieces:
        parts += [f"{'#' * (piece.level + 1)} {piece.title}"] if titled else []
        parts.append(piece.body)
    return {
        "title": (item.title or f"Pagina {item.id}")[:LONGEST_TITLE],
        "slug": _free(slug_of(unquote(item.slug) or item.title, otherwise=f"pagina-{item.id}")),
        "summary": summary_of(item, said),
        "body": "\n\n".join(part for part in parts if part) or item.title,
    }


def _free(base: str) -> str:
    """Long addresses may begin alike. A page that an editor wrote is told, not gone around."""
    numbered = (f"{base[:46].rstrip('-')}-{n}" for n in itertools.count(2))
    brought, reserved = Imported.objects.all(), words_after("")
    return next(
        name
        for name in itertools.chain([base], numbered)
        if name not in reserved and not brought.filter(held__slug=name).exists()
    )


def put_online(held: dict[str, str], *, at: datetime | None = None) -> Page:
    """Not in the footer of every page, until an editor wants it there; with its own date."""
    page = Page.objects.create(in_footer=False, **held)
    if at is not None:
        Page.objects.filter(pk=page.pk).update(updated_at=at)
    return page


@transaction.atomic
def put_online_from(row: Imported) -> Page | None:
    """What a person does at the desk; None when a page of that address is there."""
    if not row.held or row.page_id or Page.objects.filter(slug=row.held["slug"]).exists():
        return None
    page = put_online(row.held)
    Imported.objects.filter(pk=row.pk).update(page=page)
    keys = [key_of_address(row.old_address), f"{row.site.root}?p={row.number}"]
    write_addresses([key for key in keys if key], page=page)
    return page
