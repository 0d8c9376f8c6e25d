"""What an imported guide still lacks, read from the guide as it is now."""

from guides.wordpress.models import Imported

# Each with the name that the desk's filter gives it in an address.
LACKS = {
    "problema": "nessuna sezione ha un problema",
    "fonti": "non ha fonti",
    "immagini": "un’immagine non ha parole",
    "lunghe": "una sezione è molto lunga",
    "vecchie": "verificata da più di due anni",
}


def to_look_at(row: Imported) -> list[str]:
    """Of a row that comes `with_what_to_look_at`."""
    if row.guide is None:
        return []
    found = {
        "problema": not row.has_problem,
        "fonti": not row.has_source,
        "immagini": row.has_untold,
        "lunghe": row.has_long,
        "vecchie": row.is_old,
    }
    return [LACKS[name] for name, holds in found.items() if holds]
