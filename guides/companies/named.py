"""The company that a reader means by a name: capitals, accents and apostrophes do not matter."""

from guides.companies.models import Company
from guides.text.folded import fold


def company_called(name: str) -> Company | None:
    """One SQL query, and one more for the row that is found."""
    names = Company.objects.values_list("pk", "name")
    wanted = _plain(name)
    found = next((pk for pk, known in names if _plain(known) == wanted), None)
    return Company.objects.filter(pk=found).first() if found else None


def _plain(name: str) -> str:
    return " ".join(fold(name).split())
