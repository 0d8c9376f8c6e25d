"""Files that go with what a reader sent: the room that keeps them says how they are changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

_changed_by: dict[type, Callable[[Any, HttpRequest], Any]] = {}


def changed_by(model: type, change: Callable[[Any, HttpRequest], Any]) -> None:
    """`change(row, request)` is what stories/resending.py has: field, refusals, is_changed…"""
    _changed_by[model] = change


def files_of(what, request: HttpRequest):
    """The files of a row as its form changes them, None for what has none."""
    change = _changed_by.get(type(what))
    return change(what, request) if change else None
