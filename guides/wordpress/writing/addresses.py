"""The addresses that an item had, written down for what it became."""

from collections.abc import Iterable

from guides.pages.once import found_or_made
from guides.wordpress.models import OldAddress
from guides.wordpress.old_addresses import key_of_address
from guides.wordpress.reading.items import Item
from guides.wordpress.reading.survey import Survey


def addresses_of(item: Item, survey: Survey) -> list[str]:
    """As they are kept; a draft has only the one with its number."""
    written = [item.link, item.guid] if item.link.startswith(("http:", "https:")) else []
    keys = [key_of_address(address) for address in written if _is_theirs(address, survey)]
    keys.append(f"{survey.root.strip('/')}?p={item.id}")
    keys += [_renamed(keys[0], slug) for slug in item.meta.get("_wp_old_slug", ()) if slug]
    return [key for key in dict.fromkeys(keys) if key and key != survey.root.strip("/")]


def _is_theirs(address: str, survey: Survey) -> bool:
    return any(f"//{host}" in address for host in survey.hosts)


def _renamed(key: str, slug: str) -> str:
    """An address before its last part was changed."""
    return "" if "?" in key else "/".join([*key.split("/")[:-1], slug])


def write_addresses(keys: Iterable[str], **target) -> list[str]:
    """Keep them; what has led elsewhere since before goes on doing so, and is returned."""
    ((name, thing),) = target.items()
    taken = []
    for key in keys:
        made = {name: thing}
        row, _ = found_or_made(OldAddress.objects.all(), path=key, made=made)
        if getattr(row, name) != thing:
            taken.append(key)
    return taken


def address_of_category(slug: str, survey: Survey, base: str) -> str:
    """With the categories above it: "category/spesa/online"."""
    path, seen = [slug], {slug}
    while (slug := survey.parents.get(slug, "")) and slug not in seen:
        path.insert(0, slug)
        seen.add(slug)
    return "/".join(filter(None, [survey.root.strip("/"), base, *path]))
