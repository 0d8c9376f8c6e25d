"""Every row that may leave, written into the files of a copy."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, islice

from django.db import models

from guides.archive import front_matter
from guides.archive.columns import Columns
from guides.archive.folder import NewFolder
from guides.archive.models_there import Model, children, parts, shaped, with_files, word_of
from guides.archive.naming import Names, People, name_column
from guides.archive.progress import Progress
from guides.archive.shapes import Inside, Lines, Pages

BATCH = 200  # rows held in memory, with what stands within them

Written = tuple[models.Model, dict]


class Exporter:
    """Writes a site into a folder."""

    def __init__(self, folder: NewFolder, *, with_queue: bool) -> None:
        self.folder, self.with_queue = folder, with_queue
        names, people = Names(), People()
        self.names = names
        self.columns = {m: Columns(m, shape, names, people) for m, shape in shaped().items()}
        self.rows: Counter[str] = Counter()

    def write(self) -> None:
        with Progress("Esportazione", self._total()) as self.progress:
            for model, shape in with_files():
                if isinstance(shape, Pages):
                    self._pages(model, shape)
                else:
                    self._lines(model, shape)

    def _total(self) -> int:
        counted = (m for m, shape in shaped().items() if not isinstance(shape, Inside))
        return sum(self._leaving(model).count() for model in counted)

    def _leaving(self, model: Model) -> models.QuerySet:
        shape = shaped()[model]
        rows = shape.which(model._base_manager.all(), self.with_queue)
        return rows.defer(*shape.without).order_by(*shape.order)

    def _written(self, model: Model, rows: models.QuerySet) -> Iterator[Written]:
        """Each row with its plain values and what stands within it, some rows at a time."""
        found = rows.iterator(chunk_size=BATCH)
        while batch := list(islice(found, BATCH)):
            yield from self._with_children(model, batch)
            self.rows[model.__name__] += len(batch)
            self.progress(len(batch))

    def _with_children(self, model: Model, batch: list) -> list[Written]:
        columns = self.columns[model]
        models.prefetch_related_objects(batch, *(field.name for field in columns.many))
        said = [(row, columns.written(row, self._instead(model, row))) for row in batch]
        for child, _, column, called in children(model):
            below = self._below(child, column, batch)
            for row, values in said:
                if row.pk in below:
                    values[called] = below[row.pk]
        return said

    def _instead(self, model: Model, row: models.Model) -> dict:
        return shaped()[model].instead(row, self.with_queue)

    def _below(self, child: Model, column: str, parents: list) -> dict[int, list[dict]]:
        order = shaped()[child].order or (*child._meta.ordering, "pk")
        rows = self._leaving(child).filter(**{f"{column}__in": [row.pk for row in parents]})
        below = defaultdict(list)
        for row, values in self._with_children(child, list(rows.order_by(*order))):
            below[getattr(row, f"{column}_id")].append(values)
            self.rows[child.__name__] += 1
        return below

    # Files of JSON lines.

    def _lines(self, model: Model, shape: Lines) -> None:
        written = self._written(model, self._leaving(model))
        for path, rows in groupby(written, lambda each: self._file_of(shape, each[0])):
            self.folder.write(path, (_line(values) for _, values in rows))

    def _file_of(self, shape: Lines, row: models.Model) -> str:
        if not shape.of:
            return f"{shape.where}.jsonl"
        column = row._meta.get_field(shape.of)
        name = self.names.name(column.related_model, getattr(row, column.attname))
        return f"{shape.where}/{name}.jsonl"

    # Files of Markdown.

    def _pages(self, model: Model, shape: Pages) -> None:
        rows = self._leaving(model).select_related(*shape.related)
        for row, values in self._written(model, rows):
            name = shape.name(row) if shape.name else getattr(row, name_column(model))
            self.folder.write(f"{shape.where}/{name}.md", self._page(model, shape, row, values))

    def _page(self, model: Model, shape: Pages, row, values: dict) -> Iterator[str]:
        yield front_matter.opening(values, getattr(row, shape.body) if shape.body else "")
        if below := parts(model):
            child, how = below
            rows = self._leaving(child).filter(**{how.of: row})
            for each, known in self._written(child, rows):
                said = vars(each) | self._instead(child, each)
                level, heading, text = said[how.level], said[how.heading], said[how.body]
                yield front_matter.part(level + 1, heading, word_of(child), known, text)


def _line(values: dict) -> str:
    return json.dumps(values, ensure_ascii=False, default=str) + "\n"
