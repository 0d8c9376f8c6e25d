"""The import order of the rooms: a room imports only rooms before it, inside functions too."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent / "guides"
ORDER = [
    [
        "canonical",
        "folded",
        "addresses",
        "written",
        "telephones",
        "typography",
        "commonmark",
        "markdown_checks",
        "markdown",
        "markdown_field",
        "personal_data",
        "plain_text",
        "markdown_source",
        "answering",
        "moved",
        "web_address",
        "days",
        "day_field",
        "slugs",
        "alphabet",
        "reserved",
        "prepared",
        "paging",
    ],
    ["caching", "editing"],
    ["mail", "spam"],
    ["groups", "uploads"],
    ["site"],
    ["moderation"],
    ["contributions"],
    ["search"],
    ["topics"],
    ["companies"],
    ["authors"],
    ["guide"],
    ["stories"],
    ["comments"],
    ["feedback"],
    ["letters", "solver", "deadlines"],
    ["home", "wordpress", "demo"],
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# Indexes that Django reads: they import rooms, and no room imports them.
DOORPLATES = {"models", "admin", "urls", "apps"}
DOORS = {"management", "templatetags", "migrations"}


def rooms_in_the_app() -> set[str]:
    names = {path.stem for path in APP.iterdir() if path.suffix == ".py" or path.is_dir()}
    return names - DOORPLATES - DOORS - {"__init__", "__pycache__"}


def imports_of(path: Path):
    """Every dotted name that the file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module == "guides":
                yield from (f"guides.{alias.name}" for alias in node.names)
            else:
                yield node.module


def files_of(room: str) -> list[Path]:
    single = APP / f"{room}.py"
    return [single] if single.exists() else sorted((APP / room).rglob("*.py"))


def test_every_room_has_a_place_in_the_order():
    assert rooms_in_the_app() <= set(RANK)


@pytest.mark.parametrize("room", sorted(rooms_in_the_app()))
def test_a_room_imports_only_rooms_before_it(room):
    wrong = []
    for path in files_of(room):
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] != "guides" or len(parts) == 1 or parts[1] == room:
                continue
            if parts[1] not in RANK or RANK[parts[1]] > RANK[room]:
                wrong.append(f"{path.relative_to(APP)} imports {name}")
    assert not wrong


def test_the_app_never_imports_the_project():
    wrong = [
        str(path)
        for path in APP.rglob("*.py")
        for name in imports_of(path)
        if name.split(".")[0] == "helpcentre"
    ]
    assert not wrong
