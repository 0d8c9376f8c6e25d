"""What readers are told of the votes: nothing while they are few, then so many of ten."""

import hashlib

from django.db import models

from guides.pages.models import purge

FEWEST_SHOWN = 20  # small numbers say little, and may say who


def wording_of(section) -> str:
    """A key for what the editor wrote, 32 hexadecimal digits: other words, other votes.

    Of the Markdown, not of its HTML: a new renderer must not begin the votes anew.
    """
    said = "\x1f".join([str(section.uid), section.title, section.problem, section.body_written])
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def tenths_shown(*, useful: int, of: int) -> int | None:
    """Of ten readers, how many at least it helped; None while the votes are few."""
    return None if of < FEWEST_SHOWN else useful * 10 // of


class PublicStanding(models.Model):
    """What is said of a guide's sections: written only when the page has to say something else."""

    guide = models.OneToOneField("guides.Guide", models.CASCADE, related_name="public_standing")
    # {wording: tenths}
    tenths = models.JSONField(default=dict)

    class Meta:
        verbose_name = "esito pubblico dei voti"
        verbose_name_plural = "esiti pubblici dei voti"

    def __str__(self) -> str:
        return f"{self.guide}"

    def say(self, wording: str, tenths: int | None) -> None:
        """Of a text, in the transaction of the vote."""
        if self.tenths.get(wording) == tenths:
            return
        self.tenths[wording] = tenths
        self.save(update_fields=["tenths"])
        purge(f"guide:{self.guide_id}")
