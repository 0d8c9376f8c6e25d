"""The floors of the house: a room imports only rooms of lower floors, inside functions too."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent / "guides"
FLOORS = [
    ["text"],
    ["pages", "privacy"],
    ["search", "desk"],
    ["mail", "spam"],
    ["uploads"],
    ["site"],
    ["topics", "companies", "authors", "authorities", "facts"],
    ["moderation"],
    ["contributions"],
    ["queue", "notices", "questions"],
    ["guide"],
    ["stories"],
    ["comments"],
    ["feedback", "deadlines", "letters", "solver"],
    ["home", "wordpress", "archive", "demo"],
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Indexes that Django reads: they import rooms, and no room imports them.
INDEXES = {"models", "admin", "urls", "apps", "permissions"}
DOORS = {"management", "templatetags", "migrations"}


def rooms_in_the_app() -> set[str]:
    names = {path.stem for path in APP.iterdir() if path.suffix == ".py" or path.is_dir()}
    return names - INDEXES - DOORS - {"__init__", "__pycache__"}


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
    return sorted((APP / room).rglob("*.py"))


def test_every_room_has_a_floor_and_no_file_lies_on_the_ground():
    assert rooms_in_the_app() <= set(FLOOR)
    assert all((APP / room).is_dir() for room in rooms_in_the_app())


@pytest.mark.parametrize("room", sorted(rooms_in_the_app()))
def test_a_room_imports_only_rooms_of_lower_floors(room):
    wrong = []
    for path in files_of(room):
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] != "guides" or len(parts) == 1 or parts[1] == room:
                continue
            if parts[1] not in FLOOR or FLOOR[parts[1]] >= FLOOR[room]:
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
