"""After a restore: a guide that the newsroom withdrew since stays withdrawn."""

from guides.guide.models import Guide
from guides.guide.publishable import ONLINE_AGAIN, WITHDRAWN
from guides.privacy import erasures
from guides.privacy.erasures import Line, key_of

BECAUSE = (
    "La redazione ha ritirato questa guida."  # why, with its words, was written after the backup
)


def _withdraw(lines: list[Line]) -> int:
    last = {line.key: line.what for line in lines}
    live = Guide.objects.filter(live__isnull=False).order_by("pk")
    gone = [guide for guide in live if last.get(key_of(guide.pk)) == WITHDRAWN]
    for guide in gone:
        guide.withdraw(by=None, because=BECAUSE)
    return len(gone)


erasures.register("guide ritirate di nuovo", WITHDRAWN, ONLINE_AGAIN, do=_withdraw)
