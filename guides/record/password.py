"""Acts that ask a signed-in person for the password again: a mark that the desk checks.

A view, or a ModelAdmin's method, bears it: the desk asks (helpcentre/accounts/asked_again.py) and
then goes on with what was sent.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


def is_sent(request: HttpRequest) -> bool:
    return request.method == "POST"


def always(request: HttpRequest) -> bool:
    return True


def asks_password(*, when: Callable[[HttpRequest], bool] = is_sent) -> Callable[[View], View]:
    """Mark a view whose requests, `when` that is so of them, want the password again."""

    def mark(view: View) -> View:
        view.asks_password = when  # type: ignore[attr-defined]
        return view

    return mark


class AsksPassword:
    """For a ModelAdmin: adding, changing and deleting want it, to look does not."""

    @asks_password()
    def add_view(self, *args, **kwargs):
        return super().add_view(*args, **kwargs)

    @asks_password()
    def change_view(self, *args, **kwargs):
        return super().change_view(*args, **kwargs)

    @asks_password()
    def delete_view(self, *args, **kwargs):
        return super().delete_view(*args, **kwargs)

    @asks_password()
    def changelist_view(self, *args, **kwargs):
        return super().changelist_view(*args, **kwargs)
