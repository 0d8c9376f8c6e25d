"""What an outcome can lead to: each kind of help, how it is found, and what readers see of it.

A help is named by (kind, identity), which never change. What readers cannot see now is not found:
an outcome shows what remains, and the desk says what is missing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from guides.authorities.models import Authority
from guides.deadlines.models import Rule
from guides.deadlines.publishing import LIST as RULES
from guides.guide.editions import EditionSection
from guides.guide.models import Section
from guides.letters.editions import LetterEdition
from guides.letters.models import FormLetter
from guides.pages.tags import shows

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Help:
    """One line of an outcome's page; `note` says where it is, or what it is for."""

    kind: str
    identity: str
    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Kind:
    """`live` finds those of these identities that readers can see now, all when None is given."""

    name: str
    heading: str  # above them in an outcome's page
    desk_heading: str  # above them in the desk's list, "" where each one's note stands there
    takes_answers: bool  # what the reader has answered goes along in the address
    gone: str  # after «L’esito porta…»
    live: Callable[[Collection[str] | None], list[Help]]
    name_of: Callable[[str], str]  # of one that readers cannot see, "" when it is no more
    listed_in: str  # the tag of "which of them there are": one that is missing may come back


KINDS: dict[str, Kind] = {}  # in the order of an outcome's page


def register(kind: Kind) -> None:
    KINDS[kind.name] = kind


def found(helps: Iterable[Identity]) -> dict[Identity, Help]:
    """Those that readers can see now: one query for each kind that is there."""
    wanted = defaultdict(set)
    for kind, identity in helps:
        wanted[kind].add(identity)
    return {
        (help.kind, help.identity): help
        for kind, identities in wanted.items()
        if kind in KINDS
        for help in KINDS[kind].live(identities)
    }


def shown(helps: Iterable[Identity]) -> list[tuple[Kind, list[Help]]]:
    """What an outcome's page shows, kind by kind, each in the editor's order; noted on the page."""
    helps = list(helps)
    there = found(helps)
    shows(*(KINDS[h[0]].listed_in for h in helps if h[0] in KINDS and h not in there))
    groups = (
        (kind, [there[h] for h in helps if h[0] == name and h in there])
        for name, kind in KINDS.items()
    )
    return [(kind, group) for kind, group in groups if group]


def name_of(kind: str, identity: str) -> str:
    """Of one that readers cannot see now; "" when it is no more."""
    return KINDS[kind].name_of(identity) if kind in KINDS else ""


def why_not_shown(kind: str, identity: str) -> str:
    """The end of a sentence, «a una sezione che i lettori non vedono…», of a help not found."""
    if kind not in KINDS:
        return "a qualcosa che il sito non ha più: togli la riga."
    if not (name := name_of(kind, identity)):
        return f"{KINDS[kind].gone} che non c’è più: togli la riga."
    gone = KINDS[kind].gone
    return f"{gone} che i lettori non vedono: «{name}». Pubblicala prima, o togli la riga."


def choices() -> list:
    """All that an outcome can lead to, for the desk's list: guide by guide, then kind by kind."""
    found: list = [("", "—")]
    for kind in KINDS.values():
        titled = ((kind.desk_heading or help.note, help) for help in kind.live(None))
        for heading, helps in groupby(titled, itemgetter(0)):
            found.append((heading, [(f"{kind.name}:{h.identity}", h.title) for _, h in helps]))
    return found


def _uids(identities: Collection[str]) -> list[UUID]:
    return [UUID(identity) for identity in identities if len(identity) == 36]


def _sections(identities: Collection[str] | None) -> list[Help]:
    rows = EditionSection.objects.filter(edition__live_guide__isnull=False)
    rows = rows if identities is None else rows.filter(uid__in=_uids(identities))
    rows = rows.select_related("edition").order_by("edition__sort_key", "edition", "position")
    rows = rows.only("uid", "title", "slug", "edition__title", "edition__slug", "edition__guide")
    return [
        Help("section", str(row.uid), row.title, row.get_absolute_url(), note=row.edition.title)
        for row in rows
    ]


def _section_name(identity: str) -> str:
    row = Section.objects.filter(uid__in=_uids([identity])).select_related("guide").first()
    return f"{row.guide.title}: {row.title}" if row else ""


def _letters(identities: Collection[str] | None) -> list[Help]:
    rows = LetterEdition.objects.live().only("letter", "title", "slug").order_by("sort_key", "pk")
    rows = rows if identities is None else rows.filter(letter__in=identities)
    return [Help("letter", str(r.letter_id), r.title, r.get_absolute_url()) for r in rows]


def _letter_name(identity: str) -> str:
    return str(FormLetter.objects.filter(pk=identity).first() or "")


def _rules(identities: Collection[str] | None) -> list[Help]:
    rows = Rule.objects.live().order_by("sort_key", "pk")
    rows = rows if identities is None else rows.filter(pk__in=identities)
    return [Help("rule", str(r.pk), r.said.name, r.get_absolute_url()) for r in rows]


def _rule_name(identity: str) -> str:
    return str(Rule.objects.filter(pk=identity).first() or "")


def _authorities(identities: Collection[str] | None) -> list[Help]:
    rows = Authority.objects.all()
    rows = rows if identities is None else rows.filter(pk__in=identities)
    return [
        Help("authority", str(row.pk), row.name, row.get_absolute_url(), note=row.problem)
        for row in rows
    ]


register(
    Kind(
        name="section",
        heading="Che cosa fare, in quest’ordine",
        desk_heading="",
        takes_answers=False,
        gone="a una sezione",
        live=_sections,
        name_of=_section_name,
        listed_in="guides",
    )
)
register(
    Kind(
        name="letter",
        heading="Che cosa scrivere",
        desk_heading="Lettere",
        takes_answers=True,
        gone="a una lettera",
        live=_letters,
        name_of=_letter_name,
        listed_in="letters",
    )
)
register(
    Kind(
        name="rule",
        heading="Entro quando",
        desk_heading="Scadenze",
        takes_answers=True,
        gone="a una scadenza",
        live=_rules,
        name_of=_rule_name,
        listed_in=RULES,
    )
)
register(
    Kind(
        name="authority",
        heading="Se non basta, a chi rivolgerti",
        desk_heading="A chi rivolgersi",
        takes_answers=False,
        gone="a un’autorità",
        live=_authorities,
        name_of=lambda identity: "",
        listed_in="authorities",
    )
)
