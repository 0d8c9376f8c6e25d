"""How one value is read; a sentence says what to write instead of what cannot be used."""

import importlib.util
import ipaddress
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ


class Wrong(ValueError):
    """A value that cannot be used; the sentence says what to write instead."""


def switch(value: str) -> bool:
    """1 or 0, and the words that people write for them."""
    word = value.strip().lower()
    if word in environ.Env.BOOLEAN_TRUE_STRINGS:
        return True
    if word in ("", "0", "false", "no", "off"):
        return False
    raise Wrong("scrivi 1 per sì, 0 per no")


def whole(least: int, most: int = 10**9) -> Callable[[str], int]:
    def read(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            raise Wrong(f"scrivi un numero intero, da {least} a {most}") from None
        if not least <= number <= most:
            raise Wrong(f"scrivi un numero da {least} a {most}")
        return number

    return read


def one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if (word := value.strip().lower()) not in allowed:
            raise Wrong(f"scrivi {' oppure '.join(allowed)}")
        return word

    return read


def words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def site_address(value: str) -> str:
    """https://sportello.example, without a path; plain http only where nobody else listens."""
    address = value.rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise Wrong("scrivi l’indirizzo intero e senza percorso: https://sportello.example")
    if parts.scheme == "http" and not _is_near(parts.hostname):
        raise Wrong(
            "un sito che altri raggiungono vuole https: senza, password e lettere viaggiano in "
            "chiaro. http va bene solo su questo computer e nella rete di casa"
        )
    return address


def _is_near(host: str) -> bool:
    """This machine, or a network that the internet does not reach."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".test")) or "." not in host:
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def database(value: str) -> dict[str, Any]:
    config: dict[str, Any] = {}
    try:
        if urlsplit(value).scheme in ("postgres", "postgresql", "sqlite"):
            config = environ.Env.db_url_config(value)
    except ValueError:
        pass
    if not config.get("NAME"):
        raise Wrong("scrivi postgres://utente:password@macchina/nome, oppure sqlite:////percorso")
    return config


def message_server(value: str) -> str:
    """redis-py's address of a Valkey or Redis server."""
    address = value.replace("valkey://", "redis://", 1).replace("valkeys://", "rediss://", 1)
    parts = urlsplit(address)
    if parts.scheme not in ("redis", "rediss", "unix") or not (parts.hostname or parts.path):
        raise Wrong("scrivi redis://macchina:porta, rediss://… con TLS, oppure unix:///percorso")
    return address


def bucket(value: str) -> dict[str, Any]:
    """What django-storages wants of s3://key:secret@host/bucket (s3+http:// without TLS)."""
    if importlib.util.find_spec("storages") is None:
        raise Wrong("manca django-storages: pip install --require-hashes -r requirements-s3.txt")
    parts = urlsplit(value)
    name = parts.path.strip("/")
    if parts.scheme not in ("s3", "s3+http") or not parts.hostname or not name or "/" in name:
        raise Wrong("scrivi s3://chiave:segreto@macchina/secchio, o s3+http://… in una rete tua")
    if parts.scheme == "s3+http" and not _is_near(parts.hostname):
        raise Wrong("senza TLS i file dei lettori viaggerebbero in chiaro: scrivi s3://…")
    host = parts.netloc.rpartition("@")[2]
    return {
        "endpoint_url": f"{'https' if parts.scheme == 's3' else 'http'}://{host}",
        "bucket_name": name,
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "region_name": dict(parse_qsl(parts.query)).get("region", "us-east-1"),
    }
