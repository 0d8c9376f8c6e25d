"""Before the first row is written: is the copy whole, is it as it was, is the site empty."""

from dataclasses import dataclass
from pathlib import Path

from guides.archive.exceptions import BadCopy, Refused
from guides.archive.folder import digest_of
from guides.archive.manifest import HASHES, MANIFEST, Manifest, hashes_of, manifest_of
from guides.archive.models_there import shaped

NAMED = 5  # files in one sentence


@dataclass
class Known:
    """A copy that was looked at."""

    manifest: Manifest
    hashes: dict[str, str]
    changed: list[str]
    unknown: list[str]


def looked_at(copy: Path, *, accept_changes: bool) -> Known:
    manifest = manifest_of(copy)
    hashes = hashes_of(copy, manifest.impronte)
    if missing := [path for path in hashes if not (copy / path).is_file()]:
        raise BadCopy(f"La copia non è intera: manca {names(missing)}.")
    changed = [path for path, digest in hashes.items() if digest_of(copy / path) != digest]
    if pictures := [path for path in changed if not path.endswith((".md", ".jsonl"))]:
        raise BadCopy(f"Sono rovinati dei file che non sono testo: {names(pictures)}.")
    if changed and not accept_changes:
        raise BadCopy(
            f"Dopo l’esportazione qualcosa è cambiato: {names(changed)}. Se l’avete corretto voi, "
            "ripeti con --accept-changes."
        )
    return Known(manifest, hashes, changed, _besides(copy, hashes))


def _besides(copy: Path, hashes: dict[str, str]) -> list[str]:
    there = (path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
    return sorted(path for path in there if path not in hashes and path not in (HASHES, MANIFEST))


def names(paths: list[str]) -> str:
    """«un file (guide/pacco.md)», «7 file (…, …)»."""
    some = ", ".join(sorted(paths)[:NAMED])
    more = ", …" if len(paths) > NAMED else ""
    return f"{'un file' if len(paths) == 1 else f'{len(paths)} file'} ({some}{more})"


def refuse_a_site_in_use() -> None:
    """Raise Refused where there is anything that a copy would be mixed with."""
    there = [
        f"{count} {model._meta.verbose_name_plural}"
        for model, shape in shaped().items()
        if not shape.is_inborn and (count := model._base_manager.count())
    ]
    if there:
        what = ", ".join(there[:NAMED])
        raise Refused(
            f"Questo sito non è vuoto ({what}): una copia si importa solo su una banca dati nuova, "
            "appena preparata con manage.py migrate."
        )
