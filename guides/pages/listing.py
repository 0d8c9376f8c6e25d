"""A long list in pages with addresses of their own: /guide/, /guide/pagina/2/, /guide/pagina/3/.

They are paths and not query strings, so that each is kept on disk like any other page. Nothing is
counted: the first page costs the same whatever follows it.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.urls.converters import IntConverter, register_converter

A_PAGE = 30


class Number(IntConverter):
    """A number in the one way it is written: with zeros before it, a page had many addresses.

    It is one that a row can have: what is greater is no address, and no database is asked.
    """

    regex = "0|[1-9][0-9]{0,9}"
    most = 2**31 - 1

    def to_python(self, value: str) -> int:
        number = super().to_python(value)
        if number > self.most:
            raise ValueError("no row has this number")
        return number


class FurtherPage(IntConverter):
    """The number of a page after the first, which has the list's own address."""

    regex = "[2-9]|[1-9][0-9]{1,4}"


register_converter(Number, "number")
register_converter(FurtherPage, "further")


@dataclass(frozen=True)
class ListPage:
    """Thirty rows of a list, and where those before and after them are."""

    root: str
    number: int
    items: list
    has_more: bool

    @classmethod
    def of(cls, rows: QuerySet, *, root: str, number: int = 1) -> "ListPage":
        """`root` is the list's own address. Raises Http404 past the last page."""
        start = (number - 1) * A_PAGE
        found = list(rows[start : start + A_PAGE + 1])
        if number > 1 and not found:
            raise Http404
        return cls(root, number, found[:A_PAGE], len(found) > A_PAGE)

    @property
    def before(self) -> str:
        """The address of the page before, "" on the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the next page, "" on the last."""
        return self._address(self.number + 1) if self.has_more else ""

    def _address(self, number: int) -> str:
        return self.root if number == 1 else f"{self.root}pagina/{number}/"


def pages(route: str, view, name: str) -> list:
    """A list's own address, and those of its further pages."""
    return [path(route, view, name=name), path(f"{route}pagina/<further:number>/", view)]
