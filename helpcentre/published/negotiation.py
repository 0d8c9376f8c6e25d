"""What a reader's headers ask for: RFC 9110, 12.5.3 (encodings) and 13.1 (conditions). Pure."""

from functools import lru_cache

# Best first: file suffix by name of the encoding.
ENCODINGS = {"br": ".br", "gzip": ".gz"}
IDENTITY = "identity"


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """The best of our encodings for an Accept-Encoding header: "br", "gzip" or "identity"."""
    weights = dict(_weight_of(part) for part in accepted.lower().split(",") if part.strip())
    for encoding in ENCODINGS:
        if weights.get(encoding, weights.get("*", 0.0)) > 0:
            return encoding
    return IDENTITY


def _weight_of(part: str) -> tuple[str, float]:
    name, _, parameters = part.partition(";")
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return name.strip(), _number(value)
    return name.strip(), 1.0


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def has_it_already(
    if_none_match: str | None, if_modified_since: str | None, *, etag: str, last_modified: str
) -> bool:
    """True when the reader's copy is this one: a 304 is the answer.

    As nginx does, a date must be the very one we sent.
    """
    if if_none_match is None:
        return if_modified_since == last_modified
    if if_none_match in (etag, "*"):
        return True
    return etag in (part.strip().removeprefix("W/") for part in if_none_match.split(","))
