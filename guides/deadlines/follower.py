"""«Avvisami se questa regola cambia»: one letter for what changed with a note."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django_tasks import task

from guides.contributions import opt_in
from guides.contributions.addressed import absolute
from guides.contributions.emails import sent_unasked
from guides.contributions.opt_in import OptIn, OptInQuerySet
from guides.deadlines.editions import RuleEdition
from guides.deadlines.models import Rule
from guides.mail import send_letter

SETTLING = timedelta(minutes=10)  # what is put right at once is one letter
KEPT_FOR = timedelta(days=14)  # a request that nobody confirmed, an address that said stop
BATCH = 50  # letters in one transaction


class RuleFollowerQuerySet(OptInQuerySet):
    def unaware(self, settled):
        """Whose rule has changed, with a note, since they asked or were last told."""
        news = RuleEdition.objects.exclude(note="").filter(
            rule=OuterRef("rule"),
            published_at__gt=OuterRef("asked_at"),
            number__gt=Coalesce(OuterRef("told_number"), 0),
        )
        return self.reachable().filter(Exists(news), rule__live__published_at__lte=settled)


class RuleFollower(OptIn):
    """An address that asked to be told when a rule changes."""

    link_kind = "scadenza"
    mailed_view = "confirm_rule_follow"
    first_letter = sent_unasked("deadlines/emails/follow.txt")
    followed, followed_is = "rule", "scadenza"

    rule = models.ForeignKey("guides.Rule", models.CASCADE, related_name="followers")
    told_number = models.PositiveIntegerField(null=True, editable=False)

    objects = RuleFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "chi segue una scadenza"
        verbose_name_plural = "chi segue le scadenze"
        constraints = [
            models.UniqueConstraint("rule", Lower("email"), name="follower_follows_a_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}"

    @property
    def followed_name(self) -> str:
        return self.rule.public_name

    def on_confirmed(self) -> None:
        """What changed since it was asked for is told at the next look (`tell_followers`)."""

    def tell(self) -> None:
        """One letter with every change that is new to this address, the latest last."""
        edition = self.rule.live
        news = self.rule.editions.exclude(note="").filter(
            published_at__gt=self.asked_at, number__gt=self.told_number or 0
        )
        send_letter(
            "deadlines/emails/changed.txt",
            to=self.email,
            context={
                "editions": news.order_by("number"),
                "said": edition.said,
                "place": absolute(self.rule.get_absolute_url()),
            },
            about=self,
            unsubscribe_url=self.stop_address,
        )
        self.told_number = edition.number


@task()
def tell_followers() -> int:
    """Write to followers of a rule whose change has settled; return how many letters."""
    written, now = 0, timezone.now()
    unaware = RuleFollower.objects.unaware(now - SETTLING).order_by("rule")
    for rule_pk in list(unaware.values_list("rule", flat=True).distinct()):
        while letters := _tell_some(rule_pk, now):
            written += letters
    return written


@transaction.atomic
def _tell_some(rule_pk: int, now) -> int:
    """The next letters, each with its mark on who had it: a batch is written whole or not."""
    # Who confirms, publishes or withdraws holds the same row.
    Rule.objects.select_for_update(of=("self",)).filter(pk=rule_pk).first()
    unaware = RuleFollower.objects.unaware(now - SETTLING).filter(rule=rule_pk)
    followers = list(unaware.select_related("rule__live").order_by("pk")[:BATCH])
    for follower in followers:
        follower.tell()
    RuleFollower.objects.bulk_update(followers, ["told_number"])
    return len(followers)


opt_in.register(
    RuleFollower,
    called="scadenze seguite",
    idle="richieste di seguire una scadenza, mai confermate o fermate",
    idle_for=KEPT_FOR,
)
