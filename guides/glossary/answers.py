"""What a reader has answered, read from a request and never kept."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms

from guides.glossary.boxes import box_for
from guides.glossary.models import Datum
from guides.text.dates import in_words
from guides.text.numbers import in_figures

MOST = 60  # keys of an address that are looked up


class AnswersForm(forms.Form):
    """A box for each datum that is asked, named by its key."""

    def __init__(self, data, asked: Iterable[Datum], optional: Collection[str]) -> None:
        super().__init__(data, auto_id="dato_%s", label_suffix="")
        for datum in asked:
            self.fields[datum.key] = box_for(datum, required=datum.key not in optional)


class Answers:
    """Typed values by datum key. One that is missing, or cannot be read, is None."""

    def __init__(self, form: forms.Form, asked: Iterable[Datum]) -> None:
        self.form = form
        self.data = {datum.key: datum for datum in asked}
        self.values: dict[str, Any] = {}
        if form.is_bound:
            form.is_valid()
            self.values = form.cleaned_data

    @classmethod
    def read(
        cls,
        data: Mapping,
        asked: Iterable[Datum],
        *,
        optional: Collection[str] = (),
        sent: bool | None = None,
    ) -> "Answers":
        """What `data` answers of what is `asked`.

        Nothing is wrong with a page that was only opened: `sent` says that a form was sent, which
        is so when any of the keys is there.
        """
        asked = list(asked)
        if sent is None:
            sent = any(datum.key in data for datum in asked)
        return cls(AnswersForm(data if sent else None, asked, optional), asked)

    @classmethod
    def carried_by(cls, data: Mapping) -> "Answers":
        """All that an address answers, whoever asked: what the next page need not ask again."""
        asked = list(Datum.objects.filter(is_personal=False).named(list(data)[:MOST]))
        return cls.read(data, asked, optional=[datum.key for datum in asked])

    @property
    def is_given(self) -> bool:
        """Somebody answered, well or badly."""
        return self.form.is_bound

    @property
    def errors(self) -> dict[str, list[str]]:
        return {key: [str(one) for one in said] for key, said in self.form.errors.items()}

    def value(self, key: str) -> date | Decimal | str | None:
        value = self.values.get(key)
        return None if value == "" else value

    def words(self, key: str) -> str:
        """The answer as one reads it; "" when there is none."""
        value = self.value(key)
        if value is None:
            return ""
        if isinstance(value, date):
            return in_words(value)
        if isinstance(value, Decimal):
            return f"{in_figures(value)} euro"
        return dict(self.data[key].answers).get(value, value)

    def pairs(self) -> list[tuple[str, str]]:
        """(key, value) of what is not personal, as an address or a hidden box says it."""
        public = sorted(key for key, datum in self.data.items() if not datum.is_personal)
        return [(key, _plain(value)) for key in public if (value := self.value(key)) is not None]

    def address(self) -> str:
        """The query string that says the same to another page: "data-consegna=2026-11-20"."""
        return urlencode(self.pairs())


def _plain(value: date | Decimal | str) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
