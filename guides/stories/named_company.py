"""The company of a story, as readers name it: one line that knows ours and accepts any other."""

from typing import Any

from django import forms

from guides.companies.models import Company
from guides.companies.named import company_called
from guides.contributions.fields import LineField


class CompanyLine(LineField):
    """Suggests the names we know (forms/_field.html writes them)."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            label="Azienda",
            max_length=120,
            help_text="Il nome, come lo conoscono tutti.",
            widget=forms.TextInput(attrs={"list": "aziende", "autocomplete": "off"}),
            error_messages={"required": "Scrivi con quale azienda: basta il nome."},
            **kwargs,
        )

    @property
    def known_names(self):
        return Company.objects.values_list("name", flat=True)


def company_columns(name: str) -> dict[str, Any]:
    """The row that the name means, else the name itself: values of a story's two columns."""
    company = company_called(name)
    return {"company": company, "typed_company": "" if company else name}


class NamesACompany:
    """A story's company is asked and corrected in one line, `company_name`."""

    def asked_in(self, name: str) -> forms.Field | None:
        return CompanyLine() if name == "company_name" else super().asked_in(name)

    def as_columns(self, name: str, value) -> dict[str, Any]:
        if name != "company_name":
            return super().as_columns(name, value)
        return {} if value == self.company_name else company_columns(value)
