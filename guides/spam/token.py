"""The signed time token of a public form: proof of when it was asked for, and of which sending.

No cookie and no session: the token is the only state, and it is given at post time only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone

MIN_AGE = timedelta(seconds=2)  # faster than a person writes: suspicious, not refused
A_GLANCE = timedelta(milliseconds=500)  # than a person presses what they have written already
MAX_AGE = timedelta(hours=6)  # older is shown again with a fresh token, words kept

_signer = signing.TimestampSigner(salt="guides.spam.token")


@dataclass(frozen=True)
class Token:
    """A token that we signed: `id` is drawn at random for one sending."""

    id: UUID
    issued_at: datetime
    is_of_written_words: bool = False

    @property
    def is_too_fast(self) -> bool:
        least = A_GLANCE if self.is_of_written_words else MIN_AGE
        return timezone.now() - self.issued_at < least


def issue_token(*, of_written_words: bool = False) -> str:
    """Sign a fresh random submission id with the present time.

    A kept page is the same file for everybody, so nobody knows when its reader began to write: the
    page that shows written words says so, and when, since a signature's stamp is of whole seconds.
    """
    moment = f".{int(timezone.now().timestamp() * 1000)}" if of_written_words else ""
    return _signer.sign(f"{uuid4().hex}{moment}")


def read_token(value: str | None) -> Token | None:
    """Return the token, or None when it is missing, forged, or older than six hours."""
    try:
        name = _signer.unsign(value or "", max_age=MAX_AGE)
        number, _, moment = name.partition(".")
        stamp = int(moment) / 1000 if moment else signing.b62_decode((value or "").split(":")[1])
        issued_at = datetime.fromtimestamp(stamp, tz=UTC)
        return Token(UUID(hex=number), issued_at, is_of_written_words=bool(moment))
    except (signing.BadSignature, ValueError):
        return None
