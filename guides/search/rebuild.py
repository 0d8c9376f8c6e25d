"""The whole index made anew while it goes on answering."""

import time
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from django.db import connection, transaction

from guides.search.documents import SearchDocument
from guides.search.findable import bring_up_to_date, findable_models
from guides.search.index import lock, replace
from guides.search.models import ANALYZER, SearchIndex

BATCH = 10
LONGEST = 0.2  # seconds: a writer waits for one batch at most, and batches shrink to that


def rebuild() -> Iterator[int]:
    """Bring every hit up to date, then drop those that nothing public stands for any more.

    Yields how many things have been read, after each batch. There is no empty moment: what is
    right already is not touched. Each batch is read and written under the index's lock, so that
    what is withdrawn meanwhile cannot come back.
    """
    read, size = 0, 1
    for model in findable_models():
        missing = list(model.findable().order_by("-pk").values_list("pk", flat=True))
        while missing:
            keys = [missing.pop() for _ in range(min(size, len(missing)))]
            begun = time.monotonic()
            bring_up_to_date(model, keys)
            took = time.monotonic() - begun
            _let_others_write(took)
            size = max(1, min(BATCH, int(len(keys) * LONGEST / max(took, 0.001))))
            read += len(keys)
            yield read
    _drop_orphans()
    SearchIndex.objects.filter(pk=1).update(made_by=ANALYZER)


def _let_others_write(seconds: float) -> None:
    """Who waits for SQLite's lock looks now and then and has no place in a queue: leave a gap."""
    if connection.vendor == "sqlite":
        time.sleep(seconds)


def _drop_orphans() -> None:
    owners = SearchDocument.objects.order_by("owner").values_list("owner", flat=True).distinct()
    for batch in _in_batches(owners):
        with transaction.atomic():
            lock()
            replace(dict.fromkeys(set(batch) - _public(batch), ()))


def _public(owners: Iterable[str]) -> set[str]:
    """Those of the owners that stand for something public now."""
    models = {model._meta.model_name: model for model in findable_models()}
    public = set()
    for name, of_model in groupby(sorted(owners), lambda owner: owner.split(":")[0]):
        keys = [owner.split(":", 1)[1] for owner in of_model]
        if model := models.get(name):
            found = model.findable().filter(pk__in=keys).values_list("pk", flat=True)
            public |= {model.search_owner(key) for key in found}
    return public


def _in_batches(values: Iterable) -> Iterator[list]:
    every = iter(list(values))
    while batch := list(islice(every, BATCH)):
        yield batch
