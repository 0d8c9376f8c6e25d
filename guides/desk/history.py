"""What a save at the desk really changed, in the words of the page: its history says so."""

from django.utils.text import capfirst


def what_changed(form, formsets) -> list[str]:
    """A sentence for each thing that is not as it was; none when only the button was pressed."""
    sentences = _words("Cambiato", _labels(form))
    for rows in formsets or ():
        name = rows.model._meta.verbose_name
        sentences += [f"Aggiunto: {name} «{row}»." for row in getattr(rows, "new_objects", [])]
        sentences += [f"{capfirst(name)} «{row}»: {what}." for row, what in changed_rows(rows)]
        sentences += [f"Tolto: {name} «{row}»." for row in getattr(rows, "deleted_objects", [])]
        if getattr(rows, "order_changed", False):
            sentences.append(f"Cambiato l’ordine: {rows.model._meta.verbose_name_plural}.")
    return sentences


def changed_rows(rows) -> list[tuple]:
    """Each row in which a save changed some words, and which: "testo, problema"."""
    changed = []
    for row, _ in getattr(rows, "changed_objects", []):
        if labels := _labels(next(form for form in rows.forms if form.instance == row)):
            changed.append((row, ", ".join(labels)))
    return changed


def _words(start: str, labels: list[str]) -> list[str]:
    return [f"{start}: {', '.join(labels)}."] if labels else []


def _labels(form) -> list[str]:
    """The names of the boxes that say something else now; a row's place is told with the order."""
    return [
        str(form.fields[name].label or name).lower()
        for name in form.changed_data
        if name != "position" and not _says_the_same(form, name)
    ]


def _says_the_same(form, name: str) -> bool:
    """White space around a text is no change of anybody's: a box drops it by itself."""
    before, now = form.get_initial_for_field(form.fields[name], name), form.cleaned_data.get(name)
    return isinstance(before, str) and isinstance(now, str) and before.strip() == now.strip()
