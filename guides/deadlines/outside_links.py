"""Where the pages of rules lead outside the site."""

from collections.abc import Iterator

from guides.deadlines.models import Rule
from guides.deadlines.work import page_of
from guides.outside import uses
from guides.outside.uses import Use, addresses_in


@uses.register
def links() -> Iterator[Use]:
    for rule in Rule.objects.live().order_by("pk").iterator(chunk_size=100):
        said, desk, where = rule.said, page_of(rule), f"Scadenza «{rule}»"
        if said.source_address:
            yield Use(said.source_address, f"{where}, fonte", desk)
        for text in (said.before, said.after, said.if_late):
            yield from (Use(address, where, desk) for address in addresses_in(text))
