"""What came of every item, as a file that opens in a spreadsheet."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from guides.text.numbers import in_figures
from guides.wordpress.models import Imported

COLUMNS = ("esito", "tipo", "numero", "titolo", "vecchio indirizzo", "qui", "da guardare")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
THERE_ALREADY = "c’era già"
HOW = {
    Imported.Outcome.KEPT: "portati com’erano",
    Imported.Outcome.CHANGED: "portati, con qualcosa da guardare",
    Imported.Outcome.LEFT: "lasciati fuori",
    THERE_ALREADY: "c’erano già",
}


@dataclass
class Report:
    """A line an item, written at once: a run that is cut short leaves what it did."""

    path: Path
    counts: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    published: int = 0
    removed: int = 0  # characters that XML forbids

    def __enter__(self) -> "Report":
        self._file = self.path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(COLUMNS)
        return self

    def __exit__(self, *_) -> None:
        self._file.close()

    def add(self, row: Imported, *, outcome: str = "", notes: list[str] | None = None) -> None:
        outcome = outcome or row.outcome
        self.counts[outcome] += 1
        said = Imported.Outcome(outcome).label if outcome in Imported.Outcome else outcome
        noted = "; ".join(row.notes if notes is None else notes)
        cells = (said, row.kind, row.number, row.title, row.old_address, here(row), noted)
        self._rows.writerow([harmless(str(cell)) for cell in cells])
        self._file.flush()

    def sentences(self) -> list[str]:
        said = [
            f"{in_figures(number)} {HOW[what]}" for what in HOW if (number := self.counts[what])
        ]
        lines = [f"Dall’esportazione: {', '.join(said) or 'niente'}."]
        if told := [f"{in_figures(number)} {what}" for what, number in (+self.comments).items()]:
            lines.append(f"Commenti: {', '.join(told)}.")
        if self.published:
            lines.append(f"Guide pubblicate, con le loro date: {in_figures(self.published)}.")
        if self.removed:
            lines.append(f"Caratteri che XML vieta, tolti: {in_figures(self.removed)}.")
        return [*lines, f"Il resoconto, riga per riga: {self.path}"]


def here(row: Imported) -> str:
    if row.guide:
        return f"/guide/{row.guide.slug}/"
    return row.page.get_absolute_url() if row.page else ""


def harmless(cell: str) -> str:
    """A spreadsheet must not take what somebody wrote for a formula."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
