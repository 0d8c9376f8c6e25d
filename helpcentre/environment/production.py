"""The habits of development that a public site must not keep."""

from collections.abc import Iterator, Mapping
from typing import Any

SHORTEST_KEY = 50  # characters, and
SHORTEST_TOKEN = 20
FEWEST_LETTERS = 5  # different ones, as Django's own check security.W009 wants
OF_AN_EXAMPLE = ("django-insecure", "change", "cambia", "your", "only-for", "of-a-test")
HOW_TO_MAKE_A_KEY = 'fanne una con python3 -c "import secrets; print(secrets.token_urlsafe(64))"'


def wrong_in_production(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, sentence) for each that an https site would start with and must not."""
    if values["DEBUG"]:
        yield "DEBUG", "in un sito pubblico mostra il codice a chiunque: togli la variabile"
    if values["SECOND_FACTOR"] is False:
        yield (
            "SECOND_FACTOR",
            (
                "senza, chi ruba una password entra in redazione: togli la variabile. Chi ha perso "
                "telefono e codici rientra con manage.py reset_second_factor"
            ),
        )
    yield from _wrong_with_keys(values["SECRET_KEY"], values["SECRET_KEY_FALLBACKS"])
    if any("*" in host for host in values["ALLOWED_HOSTS"]):
        yield "ALLOWED_HOSTS", "con «*» il sito risponde a qualsiasi nome: scrivi i nomi"
    if 0 < len(values["METRICS_TOKEN"]) < SHORTEST_TOKEN:
        yield "METRICS_TOKEN", f"è corta, e chi la indovina legge i numeri: {HOW_TO_MAKE_A_KEY}"
    yield from _wrong_with_mail(values)


def _wrong_with_keys(key: str, former: list[str]) -> Iterator[tuple[str, str]]:
    if not key:
        yield "SECRET_KEY", f"manca: {HOW_TO_MAKE_A_KEY}"
    elif is_weak(key):
        yield "SECRET_KEY", f"è corta, o è quella di un esempio: {HOW_TO_MAKE_A_KEY}"
    if any(is_weak(each) for each in former):
        yield "SECRET_KEY_FALLBACKS", "una di queste chiavi è corta, e chi la indovina entra"


def _wrong_with_mail(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if values["EMAIL_FOLDER"]:
        yield "EMAIL_FOLDER", "le lettere resterebbero in una cartella: usa EMAIL_HOST"
    elif not values["EMAIL_HOST"]:
        yield "EMAIL_HOST", "manca il server di posta, e senza nessuno riceve le lettere"
    if values["DEFAULT_FROM_EMAIL"].endswith("@localhost"):
        yield "DEFAULT_FROM_EMAIL", "manca il mittente delle lettere: redazione@sportello.example"


def is_weak(key: str) -> bool:
    """Short, of few different characters, or copied from an example."""
    is_poor = len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS
    return is_poor or key.lower().startswith(OF_AN_EXAMPLE)
