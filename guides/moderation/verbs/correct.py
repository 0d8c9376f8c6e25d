"""Correcting a typing error of a reader, with a mark that everybody sees."""

from guides.moderation.correction import (
    LONGEST,
    Correction,
    corrected,
    last_corrected_at,
    times,
)
from guides.moderation.decisions import Decision, Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.originals import Original
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.redact import NOWHERE


def correct(content, *, by, wrong: str, right: str, everywhere=False, seen=None) -> Decision:
    """Write `right` where its author wrote `wrong`; the original is kept as for what is omitted.

    The words must stand there once, unless `everywhere`: «e» is not corrected wherever it is.
    Its author is told, readers see that the newsroom corrected it, and it can be undone.
    """
    wrong, right = " ".join(wrong.split()), " ".join(right.split())
    _check(wrong, right)
    with acting(content, by=by, seen=seen) as act:
        before = {field: getattr(content, field) or "" for field in content.redactable}
        found = {field: times(text, wrong) for field, text in before.items()}
        _check_times(sum(found.values()), everywhere=everywhere)
        changed = {f: corrected(before[f], wrong, right) for f, number in found.items() if number}
        _check_length(content, changed)
        decision = act.record(Verb.CORRECT, words=changed)
        Original.objects.record(decision, {field: before[field] for field in changed})
        correction = Correction.objects.create(decision=decision, wrong=wrong, right=right)
        mark_corrected(content)
        content.on_changed()
        content.on_corrected(correction)
        return decision


def mark_corrected(content) -> None:
    """Keep on the row when it was last corrected, None when no correction stands."""
    content.corrected_at = last_corrected_at(content.queue_item.decisions.all())
    rows = type(content)._base_manager.filter(pk=content.pk)
    rows.update(corrected_at=content.corrected_at)


def _check(wrong: str, right: str) -> None:
    if not wrong or not right:
        raise CannotDecide("Scrivi tutte e due: com’è adesso e come va corretto.")
    if wrong == right:
        raise CannotDecide("Le due parole sono uguali: non c’è niente da correggere.")
    if max(len(wrong), len(right)) > LONGEST:
        raise CannotDecide(f"Al massimo {LONGEST} caratteri: si corregge un errore, non il testo.")


def _check_times(number: int, *, everywhere: bool) -> None:
    if number == 0:
        raise CannotDecide(NOWHERE)
    if number > 1 and not everywhere:
        raise CannotDecide(
            f"Ci sono {number} volte: scrivi anche una parola prima o dopo, così so dove."
        )


def _check_length(content, changed: dict[str, str]) -> None:
    for name, text in changed.items():
        longest = content._meta.get_field(name).max_length
        if longest and len(text) > longest:
            raise CannotDecide("Così il testo diventa più lungo di quanto può essere.")
