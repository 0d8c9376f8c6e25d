"""Why a contribution may be spam: one small rule a worry, each with its Italian sentence.

Points are chosen so that one odd trait only flags (2) and a moderator's own block or two strong
traits together send to the spam tab (5); see `verdict.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from guides.spam.alphabets import foreign_name, is_mixed, script_of
from guides.spam.bayes import Opinion
from guides.spam.newsroom import signs_as_the_newsroom
from guides.spam.normalising import LINK, links, words
from guides.spam.verdict import Verdict, Worry
from guides.text.addresses import hosts_in, mailbox, readable
from guides.text.dates import before
from guides.text.folded import skeleton

LINKS_WITHOUT_WORRY = 2
FOREIGN_SHARE = 0.3
SHOUTED_SHARE = 0.7
FEWEST_LETTERS = 20


@dataclass(frozen=True)
class History:
    """What moderators decided before about the author of a confirmed address."""

    approved: int = 0
    rejected: int = 0
    spam: int = 0


@dataclass(frozen=True)
class Evidence:
    """All that the rules look at: what was written, how it arrived, what is known already.

    `blocked` holds (kind, term) pairs already normalised, `reserved` the newsroom's own names;
    `copies_here` and `copies_elsewhere`
    count earlier near-duplicates from the same network and from others.
    """

    text: str
    name: str = ""
    email: str = ""
    honeypot_filled: bool = False
    too_fast: bool = False
    history: History = History()
    blocked: Sequence[tuple[str, str]] = field(default=())
    reserved: Sequence[str] = ()
    copies_here: int = 0
    copies_elsewhere: int = 0
    opinion: Opinion | None = None


def weigh(evidence: Evidence) -> Verdict:
    """Ask every rule; the verdict keeps what each one answered."""
    return Verdict(tuple(chain.from_iterable(rule(evidence) for rule in RULES)))


def trap(evidence: Evidence) -> Iterator[Worry]:
    # Never a verdict alone: whoever reads without style sheets, or lets a program fill in forms,
    # may fill it in good faith.
    if evidence.honeypot_filled:
        sentence = "È stato compilato il campo che chiediamo di lasciare vuoto."
        yield Worry("trap", 3, sentence)


def haste(evidence: Evidence) -> Iterator[Worry]:
    if evidence.too_fast:
        yield Worry("haste", 2, "È stato inviato più in fretta di quanto si scriva o si rilegga.")


def many_links(evidence: Evidence) -> Iterator[Worry]:
    found = len(links(evidence.text))
    if found > LINKS_WITHOUT_WORRY:
        points = min(found - LINKS_WITHOUT_WORRY, 3)
        yield Worry("links", points, f"Contiene {found} link.")


def little_but_links(evidence: Evidence) -> Iterator[Worry]:
    if links(evidence.text) and len(words(evidence.text)) < 4:
        yield Worry("bare_link", 2, "È quasi soltanto un link.")


def link_in_the_name(evidence: Evidence) -> Iterator[Worry]:
    if LINK.search(evidence.name):
        yield Worry("link_in_name", 3, "Il nome contiene un link.")


def newsrooms_name(evidence: Evidence) -> Iterator[Worry]:
    if signs_as_the_newsroom(evidence.name, evidence.reserved):
        yield Worry(
            "newsroom", 2, f"Si firma «{evidence.name}»: chi legge può prenderlo per la redazione."
        )


def markup(evidence: Evidence) -> Iterator[Worry]:
    folded = evidence.text.casefold()
    if any(sign in folded for sign in ("[url", "[link", "<a href", "<a\thref")):
        yield Worry("markup", 3, "Contiene codice per creare link (HTML o BBCode).")


def foreign_script(evidence: Evidence) -> Iterator[Worry]:
    scripts = Counter(map(script_of, filter(str.isalpha, f"{evidence.name} {evidence.text}")))
    letters = sum(scripts.values())
    foreign = letters - scripts["LATIN"]
    if foreign >= 3 and foreign / letters > FOREIGN_SHARE:
        share = round(100 * foreign / letters)
        yield Worry(
            "script",
            4,
            f"{before(share, 'Il')}{share}% delle lettere non è del nostro alfabeto "
            f"({foreign_name(scripts)}).",
        )


def disguised_words(evidence: Evidence) -> Iterator[Worry]:
    """Words that mix Latin with look-alike letters, as in "саsino" (UTS #39, mixed scripts)."""
    found = [word for word in evidence.text.split() if is_mixed(word)]
    if found:
        yield Worry("disguise", 3, "Mescola lettere di alfabeti diversi nella stessa parola.")


def shouting(evidence: Evidence) -> Iterator[Worry]:
    letters = [letter for letter in evidence.text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters)
    if len(letters) >= FEWEST_LETTERS and shouted / len(letters) > SHOUTED_SHARE:
        yield Worry("shouting", 1, "È scritto quasi tutto in maiuscolo.")


def blocked_terms(evidence: Evidence) -> Iterator[Worry]:
    both = f"{evidence.name} {evidence.text}"
    said = f" {skeleton(' '.join(words(both)))} "
    sender = mailbox(evidence.email)
    hosts = hosts_in(both) | {sender.rpartition("@")[2]}
    for kind, term in evidence.blocked:
        if kind == "word" and f" {skeleton(term)} " in said:
            yield Worry("blocked_word", 5, f"Contiene la parola bloccata «{term}».")
        elif kind == "address" and term == sender:
            yield Worry("blocked_address", 5, "L’indirizzo e-mail è tra quelli bloccati.")
        elif kind == "domain" and any(h == term or h.endswith(f".{term}") for h in hosts):
            yield Worry("blocked_domain", 5, f"Rimanda al dominio bloccato «{readable(term)}».")


def copies(evidence: Evidence) -> Iterator[Worry]:
    here, elsewhere = evidence.copies_here, evidence.copies_elsewhere
    if here:
        yield Worry(
            "copies_here", 3, f"Testo quasi uguale già arrivato dalla stessa rete ({_times(here)})."
        )
    if elsewhere:
        points = 5 if elsewhere > 2 else 2
        yield Worry(
            "copies",
            points,
            f"Testo quasi uguale già arrivato da altre reti ({_times(elsewhere)}).",
        )


def learned_words(evidence: Evidence) -> Iterator[Worry]:
    opinion = evidence.opinion
    if opinion is None or opinion.probability < 0.9:
        return
    like = f" (parole: {', '.join(opinion.telling)})" if opinion.telling else ""
    points = 5 if opinion.probability >= 0.99 else 2
    yield Worry("words", points, f"Somiglia ai testi segnati come spam in passato{like}.")


def past_decisions(evidence: Evidence) -> Iterator[Worry]:
    history = evidence.history
    if history.spam:
        yield Worry("history", 2, f"Dallo stesso indirizzo è già arrivato spam ({history.spam}).")
    elif history.approved >= 3 and not history.rejected:
        yield Worry("history", -2, f"Autore con {history.approved} contributi già pubblicati.")


Rule = Callable[[Evidence], Iterable[Worry]]
RULES: tuple[Rule, ...] = (
    trap,
    haste,
    many_links,
    little_but_links,
    link_in_the_name,
    newsrooms_name,
    markup,
    foreign_script,
    disguised_words,
    shouting,
    blocked_terms,
    copies,
    learned_words,
    past_decisions,
)


def _times(count: int) -> str:
    return "una volta" if count == 1 else f"{count} volte"
