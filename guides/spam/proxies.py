"""Whether as many proxies stand before us as TRUSTED_PROXIES says: said once in the log if not.

Nobody can know, but who is wrong is seen: when every one of many requests brings more addresses
than there are proxies, one of ours is taken for a reader; one that brings fewer came another way.
"""

import logging
from threading import Lock

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

log = logging.getLogger(__name__)

ENOUGH = 50  # readers who write an address of their own into the header are few


class Hops:
    """How many addresses the requests of this process brought at the least."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.seen = 0
        self.fewest = 0
        self.said = False

    def see(self, addresses: int) -> None:
        trusted = settings.TRUSTED_PROXIES
        with self.lock:
            self.fewest = min(self.fewest, addresses) if self.seen else addresses
            self.seen += 1
            too_many, too_few = addresses < trusted, self.seen >= ENOUGH and self.fewest > trusted
            if self.said or not (too_many or too_few):
                return
            self.said = True
        log.warning(
            "TRUSTED_PROXIES is %s, but requests bring %s addresses in X-Forwarded-For: %s",
            trusted,
            addresses if too_many else f"at least {self.fewest}",
            "readers may be taken for one another; see docs/operations.md",
        )


HOPS = Hops()


@register
def https_comes_from_a_proxy(app_configs, **arguments) -> list[CheckWarning]:
    """gunicorn speaks http alone: an https site has somebody before it."""
    if settings.SITE_URL.startswith("https://") and not settings.TRUSTED_PROXIES:
        said = "SITE_URL is https, so a proxy stands before the site, but TRUSTED_PROXIES is 0."
        hint = "Set it to the number of your proxies: docs/operations.md."
        return [CheckWarning(said, hint=hint, id="guides.W001")]
    return []
