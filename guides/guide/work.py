"""On the desk's first page: one's own drafts, reviews, schedules, guides to read again."""

from django.db.models import Case, When
from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.guide.fact_check.models import OutsideAnswer
from guides.guide.models import Guide
from guides.guide.recent import worked_on_by
from guides.guide.review.models import Review
from guides.guide.schedule.models import Schedule
from guides.publishing.live_edition import PublicationState
from guides.text.dates import in_words, waited

WRITE = "guides.change_guide"


def desk_of(guide_id: int, at: str = "") -> str:
    return reverse("admin:guides_guide_change", args=[guide_id]) + at


def list_in(state: PublicationState) -> str:
    return f"{reverse('admin:guides_guide_changelist')}?stato={state}"


@work.register(20, needs=WRITE)
def my_drafts(person) -> list[Task]:
    mine = worked_on_by(person)
    return [
        *_in_state(mine, PublicationState.DRAFT, "bozze", "bozza tua", "bozze tue"),
        *_in_state(
            mine,
            PublicationState.CHANGED,
            "modifiche",
            "guida con modifiche tue che i lettori non vedono",
            "guide con modifiche tue che i lettori non vedono",
        ),
    ]


def _in_state(guides, state: PublicationState, name: str, one: str, more: str) -> list[Task]:
    found = [guide for guide in guides if guide.state == state]
    if not found:
        return []
    items = [Item(guide.title, desk_of(guide.pk)) for guide in found[:SHOWN]]
    words = either(len(found), one, more)
    return [Task(name, len(found), words, _first(items, list_in(state)), items=items)]


def _first(items: list[Item], many: str) -> str:
    """One thing is opened at once; many are chosen from in their list."""
    return items[0].address if len(items) == 1 else many


@work.register(30, needs=WRITE)
def reviews(person) -> list[Task]:
    asked = Review.objects.waiting().asked_of(person).order_by("asked_at")
    back = Review.objects.sent_back().asked_by(person)
    return [
        *_reviews(asked, "revisioni", "revisione chiesta a te", "revisioni chieste a te"),
        *_reviews(back, "rimandate", "guida tornata con note", "guide tornate con note"),
    ]


def _reviews(found, name: str, one: str, more: str) -> list[Task]:
    number = found.count()
    if not number:
        return []
    items = [
        Item(review.guide.title, reverse("admin:guide_review", args=[review.guide_id]), _of(review))
        for review in found[:SHOWN]
    ]
    first = items[0].address if items else list_in(PublicationState.DRAFT)
    return [Task(name, number, either(number, one, more), first, items=items)]


def _of(review: Review) -> str:
    who = review.asked_by if review.is_waiting else review.decided_by
    name = (who.get_full_name() or who.get_username()) if who else "chi non c’è più"
    return f"{name}, {waited(review.asked_at)}" if review.is_waiting else name


@work.register(35, needs=WRITE)
def errors_from_outside(person) -> list[Task]:
    """What people without an account found wrong in a draft."""
    found = OutsideAnswer.objects.waiting()
    number = found.count()
    if not number:
        return []
    items = [
        Item(f"{a.guide.title}: {a.section_title}", desk_of(a.guide_id, "#da-fuori"), a.name)
        for a in found[:SHOWN]
    ]
    one, more = "errore segnalato da fuori", "errori segnalati da fuori"
    address = items[0].address if items else list_in(PublicationState.DRAFT)
    return [Task("da-fuori", number, either(number, one, more), address, items=items)]


@work.register(40, needs=WRITE)
def schedules(person) -> list[Task]:
    missed, coming = Schedule.objects.failed(), Schedule.objects.next_seven_days()
    return [
        *_schedules(
            missed,
            "mancate",
            "cosa programmata non è riuscita",
            "cose programmate non sono riuscite",
            is_urgent=True,
        ),
        *_schedules(
            coming,
            "programmate",
            "cosa succede da sola nei prossimi sette giorni",
            "cose succedono da sole nei prossimi sette giorni",
        ),
    ]


def _schedules(found, name: str, one: str, more: str, *, is_urgent: bool = False) -> list[Task]:
    number = found.count()
    if not number:
        return []
    items = [
        Item(each.guide.title, desk_of(each.guide_id, "#esito"), _what(each))
        for each in found[:SHOWN]
    ]
    address = items[0].address if items else reverse("admin:guides_guide_changelist")
    words = either(number, one, more)
    return [Task(name, number, words, address, items=items, is_urgent=is_urgent)]


def _what(schedule: Schedule) -> str:
    if schedule.state == Schedule.State.FAILED:
        return schedule.trouble
    return f"{schedule.get_act_display().lower()} {schedule.when_il}"


@work.register(60, needs=WRITE)
def past_review(person) -> list[Task]:
    """Guides whose "da rivedere entro" has gone by: first one's own."""
    past = Guide.objects.past_review()
    number = past.count()
    if not number:
        return []
    of_others = Case(When(owner=person, then=0), default=1)
    items = [
        Item(guide.title, desk_of(guide.pk), f"entro {in_words(guide.review_by, 'il')}")
        for guide in past.order_by(of_others, "review_by", "sort_key")[:SHOWN]
    ]
    words = either(
        number, "guida da rivedere, il giorno è passato", "guide da rivedere, il giorno è passato"
    )
    whole = f"{reverse('admin:guides_guide_changelist')}?rivedere=adesso"
    return [Task("rivedere", number, words, _first(items, whole), items=items)]
