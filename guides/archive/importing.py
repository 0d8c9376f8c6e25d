"""The rows of a copy, written into an empty database in the order in which they are declared."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, models

from guides.archive import reading
from guides.archive.checking import Known
from guides.archive.columns import Columns
from guides.archive.exceptions import BadCopy
from guides.archive.inserting import Inserter
from guides.archive.models_there import Model, children, parts, shaped, with_files, word_of
from guides.archive.naming import Names, People
from guides.archive.progress import Progress
from guides.archive.shapes import Lines, Pages


@dataclass
class Imported:
    """What was read, and what a person has to know of it."""

    rows: int
    changed: list[str]
    unknown: list[str]


class Importer:
    """Reads one copy, in the caller's transaction."""

    def __init__(self, copy: Path, known: Known) -> None:
        self.copy, self.known = copy, known
        self.changed = set(known.changed)
        names, people = Names(), People()
        self.columns = {m: Columns(m, shape, names, people) for m, shape in shaped().items()}
        self.insert = Inserter()

    def read(self) -> Imported:
        """Write every row; raises BadCopy where the copy does not hold together."""
        for model, shape in shaped().items():
            if shape.is_inborn:
                rows = model._base_manager.all()
                rows._raw_delete(rows.db)
        with Progress("Importazione", sum(self.known.manifest.righe.values())) as progress:
            self.insert.progress = progress
            for model, shape in with_files():
                for path in reading.files_of(shape, self.known.hashes):
                    self._file(model, shape, path)
                self.insert.flush()
        self._refuse_what_does_not_hold_together()
        written = sum(self.insert.rows.values())
        return Imported(written, self.known.changed, self.known.unknown)

    def _file(self, model: Model, shape: Lines | Pages, path: str) -> None:
        with _said_of(path), reading.lines_of(self.copy / path) as lines:
            if isinstance(shape, Pages):
                self._page(model, shape, path, lines)
                return
            for written in reading.json_lines(lines):
                self._row(model, path, written)

    def _page(self, model: Model, shape: Pages, path: str, lines: Iterator[str]) -> None:
        below = parts(model)
        found = reading.parts_of(lines, word_of(below[0]) if below else "")
        first = next(found)
        parent = self._row(
            model, path, first.known, **({shape.body: first.text} if shape.body else {})
        )
        for part in found:
            child, how = below
            said = {how.heading: part.heading, how.body: part.text, how.level: part.level - 1}
            column = child._meta.get_field(how.of).attname
            self._row(child, path, part.known, **said, **{column: parent.pk})

    def _row(self, model: Model, path: str, written: dict, **besides) -> models.Model:
        within = [
            (child, column, written.pop(called, [])) for child, _, column, called in children(model)
        ]
        row = self.columns[model].read(written, **besides)
        if path in self.changed:
            self._look_at_what_was_changed(row)
        self.insert.add(row)
        for child, column, rows in within:
            key = child._meta.get_field(column).attname
            for each in rows:
                self._row(child, path, each, **{key: row.pk})
        return row

    def _look_at_what_was_changed(self, row: models.Model) -> None:
        """As a form would; a guide that was changed waits to be published."""
        skipped = [f.name for f in row._meta.concrete_fields if f.is_relation or f.primary_key]
        try:
            row.clean_fields(exclude=skipped)
        except ValidationError as why:
            name, said = next(iter(why.message_dict.items()))
            words = row._meta.get_field(name).verbose_name
            raise BadCopy(f"{words}: {' '.join(said)}") from why
        if hasattr(row, "published_revision"):
            row.revision += 1

    def _refuse_what_does_not_hold_together(self) -> None:
        connection.check_constraints()
        wanted = Counter(self.known.manifest.righe)
        if not self.changed and (wrong := wanted - self.insert.rows):
            raise BadCopy(f"La copia non è intera: mancano righe di {', '.join(sorted(wrong))}.")


@contextmanager
def _said_of(path: str) -> Iterator[None]:
    """The sentence says in which file."""
    try:
        yield
    except BadCopy as why:
        raise BadCopy(f"{path}: {why}") from why
    except (TypeError, AttributeError, UnicodeDecodeError) as why:
        raise BadCopy(f"{path}: non si legge, non è scritto come lo scrive il sito.") from why
