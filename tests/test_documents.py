"""What the documents name is there: files, commands, targets of make, each beside the other."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands

BASE = Path(__file__).resolve().parent.parent
DOCUMENTS = [*BASE.glob("*.md"), *BASE.glob("docs/**/*.md")]
OURS = ("guides/", "helpcentre/", "templates/", "static/", "tests/", "docs/", "bench/", ".ci/")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
NAME_OF_A_FILE = re.compile(r"[\w.-]+\.(?:css|html|js|py|typ|txt)")
TARGETS = re.findall(r"^(\w+):", (BASE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
# An editor's copy has them, not this tree.
WRITTEN_ELSEWHERE = {"impronte.txt", "LICENSES_bundled.txt"}


def name(path: Path) -> str:
    return str(path.relative_to(BASE))


def missing_in(text: str, at: Path) -> list[str]:
    """Links, paths and names of files that lead nowhere. A bare name is sought anywhere."""
    named = [word.strip() for word in CODE.findall(text)]
    paths = [word for word in named if word.startswith(OURS) and re.fullmatch(r"[\w./-]+", word)]
    bare = {word for word in named if NAME_OF_A_FILE.fullmatch(word)} - WRITTEN_ELSEWHERE
    folders = ("guides", "helpcentre", "templates", "static", "tests", "docs", "bench")
    there = {path.name for folder in folders for path in (BASE / folder).rglob("*.*")}
    there |= {path.name for path in BASE.iterdir()}
    return [
        *(link for link in LINK.findall(text) if not (at.parent / link).exists()),
        *(path for path in paths if not (BASE / path).exists()),
        *(word for word in bare if word not in there),
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_file_that_a_document_names_is_there(document):
    assert not missing_in(document.read_text(encoding="utf-8"), document)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_that_a_document_names_is_there(document):
    text = document.read_text(encoding="utf-8")
    assert not set(re.findall(r"manage\.py\s+([a-z]\w+)", text)) - set(get_commands())
    made = re.findall(r"(?:`| {4})make (\w+)", text)
    assert not set(made) - set(TARGETS)
    modules = set(re.findall(r"python -m ((?:bench|helpcentre|tests)[\w.]*)", text))
    assert not [module for module in modules if not find_spec(module)]


def test_a_bare_name_in_the_plan_stands_in_the_folder_named_before_it():
    wrong = []
    for line in (BASE / "docs/house.md").read_text(encoding="utf-8").splitlines():
        folder = None
        for word in CODE.findall(line.split("|")[2] if line.count("|") > 2 else ""):
            if word.startswith(OURS) and (BASE / word).exists():
                folder = (BASE / word) if word.endswith("/") else (BASE / word).parent
            elif folder and NAME_OF_A_FILE.fullmatch(word) and not (folder / word).is_file():
                wrong.append(f"{word} in {name(folder)}")
    assert not wrong
