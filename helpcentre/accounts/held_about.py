"""What is held about somebody of the newsroom: which apps and passkeys, never their keys."""

from django.db.models import F

from guides.privacy import held
from helpcentre.accounts.factors import KINDS


def _about(email: str) -> list[dict]:
    return [
        {"kind": str(kind._meta.verbose_name), **row}
        for kind in KINDS
        for row in kind.objects.filter(user__email__iexact=email).values(
            "name", "created_at", "last_used_at", account=F("user__username")
        )
    ]


# They go with the account: without them a colleague would come in with the password alone.
held.register(held.Holder("secondo passo", _about, lambda email: 0))
