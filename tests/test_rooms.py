"""The floors of the house: a room imports only rooms of lower floors, inside functions too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

APP = Path(__file__).resolve().parent.parent / "guides"
FLOORS = [
    ["text", "bounded"],
    ["pages", "privacy"],
    ["record"],
    ["search", "desk"],
    ["mail", "spam", "publishing"],
    ["uploads", "outside", "failures"],
    ["site"],
    ["topics", "companies", "authors", "authorities", "facts", "glossary"],
    ["moderation"],
    ["contributions"],
    ["people", "queue", "notices", "questions"],
    ["deadlines"],
    ["guide"],
    ["letters"],
    ["solver"],
    ["stories"],
    ["comments"],
    ["feedback"],
    ["home", "wordpress", "archive", "demo"],
    ["backup"],
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Indexes that Django reads: they import rooms, and no room imports them.
INDEXES = {"models", "admin", "urls", "apps", "permissions"}
DOORS = {"management", "templatetags", "migrations"}
# Alike in every room: docs/house.md says what they are.
ALIKE = {"models", "admin", "forms", "views", "urls", "emails", "work", "outside_links"}
ALIKE |= {"data_uses", "apps", "management", "gunicorn.conf"}


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


# The database has to know whose addition an Update is.
NAMED_ALL_THE_SAME = {
    ("contributions/update.py", "guides.Story"),
    ("contributions/update.py", "guides.Comment"),
}


def routes(patterns=None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from routes(pattern.url_patterns)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "guides" and len(parts) > 1 else ""


def strings_in(path: Path) -> Iterator[str]:
    """Every string of the file but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node.value


def named_by(text: str, models: dict[str, str], urls: dict[str, str]) -> str:
    """The room that a string names by a module, a model, a template, a route or a tag."""
    if found := re.fullmatch(r"guides\.([A-Z]\w+)", text):
        return models.get(found[1].lower(), "")
    if found := re.match(r"guides\.([a-z_]+)\.", text):
        return found[1]
    if found := re.fullmatch(r"([a-z_]+)/[\w/]+\.(html|txt|xml|md)", text):
        return found[1]
    if found := re.match(r"admin:guides_([a-z]+)_", text):
        return models.get(found[1], "")
    if found := re.match(r"([a-z]+):$", text):
        return models.get(found[1], "")
    return urls.get(text, "") if "_" in text else ""


def test_a_room_names_no_later_room_in_a_string():
    models = {m._meta.model_name: room_of(m.__module__) for m in apps.get_models()}
    urls = {r.name: room_of(r.callback.__module__) for r in routes() if r.name}
    wrong = []
    for room in rooms_in_the_app():
        for path in files_of(room):
            for text in strings_in(path):
                named = named_by(text, models, urls)
                where = (str(path.relative_to(APP)), text)
                if FLOOR.get(named, -1) > FLOOR[room] and where not in NAMED_ALL_THE_SAME:
                    wrong.append(where)
    assert not wrong


def named_in(docstring: str) -> set[str]:
    """What stands in its left column, or between backticks."""
    columns = re.findall(r"^ *((?:[\w.]+/?, )*[\w.]+/?)", docstring, re.MULTILINE)
    words = " ".join([*columns, *re.findall(r"`([\w.]+)", docstring)])
    return set(re.findall(r"\w+", words.replace(".py", "")))


PACKAGES = [
    init.parent for top in (APP, APP.parent / "helpcentre") for init in top.rglob("__init__.py")
]
NOT_ROOMS = {*DOORS, "formats"}
PACKAGES = [p for p in PACKAGES if p != APP and not {*p.relative_to(APP.parent).parts} & NOT_ROOMS]


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda p: str(p.relative_to(APP.parent)))
def test_every_file_of_a_room_is_named_where_the_room_says_which_file_knows_what(folder):
    text = (folder / "__init__.py").read_text(encoding="utf-8")
    there = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    there |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert there - named_in(ast.get_docstring(ast.parse(text)) or "") <= ALIKE
