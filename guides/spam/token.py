"""The signed time token of a public form: proof of when it was asked for, and of which sending.

No cookie and no session: the token is the only state, and it is given at post time only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone

MIN_AGE = timedelta(seconds=2)  # faster than a person writes: suspicious, not refused
MAX_AGE = timedelta(hours=6)  # older is shown again with a fresh token, words kept

_signer = signing.TimestampSigner(salt="guides.spam.token")


@dataclass(frozen=True)
class Token:
    """A token that we signed: `id` is drawn at random for one sending."""

    id: UUID
    issued_at: datetime

    @property
    def is_too_fast(self) -> bool:
        return timezone.now() - self.issued_at < MIN_AGE


def issue_token() -> str:
    """Sign a fresh random submission id with the present time."""
    return _signer.sign(uuid4().hex)


def read_token(value: str | None) -> Token | None:
    """Return the token, or None when it is missing, forged, or older than six hours."""
    try:
        name = _signer.unsign(value or "", max_age=MAX_AGE)
        stamp = signing.b62_decode((value or "").split(":")[1])
        return Token(UUID(hex=name), datetime.fromtimestamp(stamp, tz=UTC))
    except (signing.BadSignature, ValueError):
        return None
