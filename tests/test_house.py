"""What docs/house.md promises of names, files and words, held against the tree."""

import ast
import re
import subprocess
from pathlib import Path

import markdownx
import pytest
from django import forms
from django.conf import settings
from django.contrib import admin, auth

from guides.text.commonmark import CALLOUTS
from tests.test_rooms import FLOORS, rooms_in_the_app

BASE = Path(__file__).resolve().parent.parent
NAMELESS = {"utils", "helpers", "services", "managers", "common", "constants", "misc"}
LIBRARIES = [
    Path(library.__file__).parent / "templates" for library in (admin, auth, forms, markdownx)
]
# An index of packages is the machine's affair; written in parts, so as not to find itself.
INDEXES = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "index" + "-url ?=")))
FILE, FUNCTION = 300, 40  # lines at most, of the app, of its tests and of its benchmarks
A_PERSONS_MACHINE = re.compile(r"(?<![\w.~$-])/(?:work|home|Users)/\w")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=BASE,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := BASE / name).is_file()]


def words_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:  # a picture, a font
        return ""


def test_every_room_is_described_in_the_plan_in_import_order():
    plan = (BASE / "docs/house.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \|", plan, re.MULTILINE)
    built = rooms_in_the_app()
    assert described == [room for rooms in FLOORS for room in rooms if room in built]


def test_no_file_has_a_name_that_says_nothing():
    parts = {part for path in tracked() for part in path.relative_to(BASE).with_suffix("").parts}
    assert not parts & NAMELESS


def test_every_template_is_used():
    sources = "\n".join(
        words_of(path) for path in tracked() if path.suffix in {".py", ".html", ".txt", ".xml"}
    )
    folder = BASE / "templates"
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    unused = {name for name in names - {"404.html", "500.html"} if name not in sources}
    # Ours in the place of a library's own.
    unused = {name for name in unused if not any((place / name).exists() for place in LIBRARIES)}
    # Some letters are found by the name of what happened: f"queue/emails/{name}.txt".
    by_event = {name for name in unused if f"{name.rpartition('/')[0]}/{{" in sources}
    stems = {name: name.rpartition("/")[2].partition(".")[0] for name in by_event}
    assert not unused - {name for name, stem in stems.items() if f'"{stem}"' in sources}


@pytest.mark.parametrize("trace", [INDEXES, A_PERSONS_MACHINE], ids=["index", "machine"])
def test_no_file_names_the_machine_it_was_written_on(trace):
    found = [str(p.relative_to(BASE)) for p in tracked() if trace.search(words_of(p))]
    assert not found


def test_the_sheet_the_toolbar_and_the_editors_manual_know_the_callouts_that_the_renderer_knows():
    dressed = re.findall(r"\.callout--(\w+)", words_of(BASE / "static/css/site.css"))
    assert set(dressed) == set(CALLOUTS)
    toolbar = words_of(BASE / "static/js/desk/toolbar.js")
    assert all(f'{name}: "{title}"' in toolbar for name, title in CALLOUTS.items())
    manual = words_of(BASE / "docs/editors.md")
    assert set(re.findall(r"`::: (\w+)`", manual)) == set(CALLOUTS)


def test_every_vendored_script_has_its_version_and_its_licence_beside_it():
    folders = {p.parent for p in tracked() if p.match("static/js/vendor/*/*.js")}
    assert folders
    for folder in folders:
        assert re.search(r"-\d+\.\d+\.\d+$", folder.name), folder.name
        assert "Permission is hereby granted" in words_of(folder / "LICENSE"), folder.name


def test_a_collected_script_imports_others_by_their_collected_names():
    collected = Path(settings.STATIC_ROOT)
    scripts = list(collected.glob("js/**/*.js"))
    named = re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")
    imported = [(path, found) for path in scripts for found in named.findall(path.read_text())]
    assert len(imported) > 5
    for path, found in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", found), (path.name, found)
        assert (path.parent / found).is_file(), (path.name, found)


def functions_of(path: Path) -> list[tuple[str, int]]:
    """Each function of the file with its lines, decorators apart."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = [node for node in ast.walk(ast.parse(words_of(path))) if isinstance(node, kinds)]
    return [(node.name, node.end_lineno - node.lineno + 1) for node in found]


def test_no_file_and_no_function_is_too_long_to_be_read_at_once():
    """What is longer holds a second idea: that wants a file, or a function, of its own."""
    written = [p for p in tracked() if p.suffix == ".py" and "migrations" not in p.parts]
    sizes = {str(p.relative_to(BASE)): len(words_of(p).splitlines()) for p in written}
    functions = {
        f"{path.relative_to(BASE)}: {name}": lines
        for path in written
        for name, lines in functions_of(path)
    }
    assert not {name: lines for name, lines in sizes.items() if lines > FILE}
    assert not {name: lines for name, lines in functions.items() if lines > FUNCTION}
