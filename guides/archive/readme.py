"""LEGGIMI.md: what is in a copy, for people who open it with a text editor."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.utils.text import camel_case_to_spaces

from guides.archive.columns import Columns
from guides.archive.declared import DECLARED
from guides.archive.manifest import Manifest
from guides.archive.models_there import Model, parts, shaped, with_files
from guides.archive.naming import Names, People
from guides.archive.shapes import Lines, MadeAnew, Pages, Shape, Stays
from guides.text.numbers import in_figures

NAME = "LEGGIMI.md"
HERE = Path(__file__).parent


def readme(manifest: Manifest) -> Iterator[str]:
    queue = "con" if manifest.con_la_coda else "senza"
    said = (HERE / f"leggimi_{queue}_coda.md").read_text("utf-8").strip()
    yield (HERE / "leggimi.md").read_text("utf-8").format(site=manifest.sito, queue=said)
    yield "\n## Che cosa c’è\n\n| dove | che cosa | quante righe |\n|---|---|---|\n"
    for model, shape in with_files():
        if count := manifest.righe.get(model.__name__):
            yield f"| `{_where(shape)}` | {_what(model)} | {_counted(model, count, manifest)} |\n"
    yield "\n## Che cosa non c’è, e perché\n\n"
    yield from _left(lambda shape: not isinstance(shape, MadeAnew))
    yield "\nNon c’è perché all’importazione si rifà da solo:\n\n"
    yield from _left(lambda shape: isinstance(shape, MadeAnew))
    yield "\n## Le colonne\n\nI nomi prima dei due punti, con le parole che usa la redazione.\n"
    for model, shape in shaped().items():
        yield from _columns(model, shape)


def _where(shape: Lines | Pages) -> str:
    if isinstance(shape, Pages):
        return f"{shape.where}/*.md"
    return f"{shape.where}/*.jsonl" if shape.of else f"{shape.where}.jsonl"


def _what(model: Model) -> str:
    what, below = str(model._meta.verbose_name_plural), parts(model)
    return f"{what} e {below[0]._meta.verbose_name_plural}" if below else what


def _counted(model: Model, count: int, manifest: Manifest) -> str:
    below = parts(model)
    counts = [count, manifest.righe.get(below[0].__name__, 0)] if below else [count]
    return " e ".join(map(in_figures, counts))


def _left(is_asked: Callable[[Stays], bool]) -> Iterator[str]:
    """What stays and why, each reason once."""
    told: dict[str, list[str]] = {}
    for name, shape in DECLARED.items():
        if isinstance(shape, Stays) and is_asked(shape):
            told.setdefault(shape.because, []).extend(_called(name))
    for because, names in told.items():
        what = f" ({', '.join(names)})" if names else ""
        yield f"- {because}{what}\n"


def _called(name: str) -> list[str]:
    """Its name in Italian, where it has one."""
    model = next((m for m in apps.get_models() if m.__name__ == name), None)
    named = model and model._meta.verbose_name != camel_case_to_spaces(name)
    return [str(model._meta.verbose_name_plural)] if model and named else []


def _columns(model: Model, shape: Shape) -> Iterator[str]:
    named = Columns(model, shape, Names(), People()).fields
    told = [(f.name, str(f.verbose_name)) for f in named if not f.primary_key]
    said = [f"- `{name}`: {words}\n" for name, words in told if words != name.replace("_", " ")]
    if said:
        yield f"\n### {model._meta.verbose_name}\n\n"
        yield from said
