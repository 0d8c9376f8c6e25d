"""What a reader agrees to when sending a story, word for word. Pure.

Consent must be shown later (GDPR, art. 7.1): the words themselves are kept with the time, so
changing them here changes nothing of what was agreed before.
"""

from datetime import datetime

PUBLISH = (
    "Acconsento alla pubblicazione di questa storia, con il nome che ho scelto, dopo che la "
    "redazione l’ha letta."
)
PRIVACY = (
    "Ho letto l’informativa sulla privacy: so quali dati conservate, per quanto tempo e come "
    "cancellarli."
)


def given(at: datetime) -> list[dict[str, str]]:
    """Both consents as they are kept: which, in what words, when (ISO 8601)."""
    moment = at.isoformat(timespec="seconds")
    return [
        {"what": "publish", "words": PUBLISH, "at": moment},
        {"what": "privacy", "words": PRIVACY, "at": moment},
    ]
