"""What a site lets machines read (RFC 9309); asked once a round for each site."""

from urllib.parse import urlsplit

from django.conf import settings
from protego import Protego

from guides.outside.client import Answer, Unreachable, ask


class Robots:
    """The rules of the sites of one round."""

    def __init__(self) -> None:
        self._rules: dict[str, Protego | Unreachable | None] = {}

    def let_us_read(self, address: str) -> bool:
        """False also when the site cannot say: "assume complete disallow" (RFC 9309, 2.3.1.4).

        Raises Unreachable when there is no site at all: that is no wish of its own.
        """
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = _rules_of(site)
        rules = self._rules[site]
        if isinstance(rules, Unreachable):
            raise rules
        return rules is not None and rules.can_fetch(address, settings.OUTSIDE_NAME)


def _rules_of(site: str) -> Protego | Unreachable | None:
    try:
        return _read(ask(f"{site}/robots.txt"))
    except Unreachable as why:
        return why


def _read(answer: Answer) -> Protego | None:
    if answer.status >= 500 or answer.status == 429:
        return None
    # A site without the file lets everybody read everything.
    return Protego.parse(answer.text if answer.status == 200 else "")
