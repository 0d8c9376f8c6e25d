"""What a line became: a title, a code, a table, a definition that its writer did not mean."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from guides.text.commonmark import CALLOUTS, callout
from guides.text.markdown_checks.problem import Problem, shown

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SIGN = r"(?:#{1,6}\s|[-*+>]\s|\d{1,9}[.)]\s|:::|```|\|)"
HIDDEN = re.compile(rf"\s*[{INVISIBLE}]+\s*{SIGN}")
HARD_TITLE = re.compile(rf" {{0,3}}#{{1,6}}[{ODD_SPACE}{INVISIBLE}]")
FENCE_OF_COLONS = re.compile(r"[\s>]*:{3,}\s*(.*)")
CLOSING_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})\s*")
WORDS = re.compile(
    r"[^\W\d_]{2,}[,;:]? (?:[^\W\d_]+[,;:’']? ?){2,}|^\s*(?:#{1,6}|[-*+>]|\d+[.)]) \w", re.M
)
ADDRESS = re.compile(r"[/.#:@]")


def hidden(lines: list[str]) -> Iterator[Problem]:
    """Signs of Markdown that an invisible letter or a hard space keeps from being one."""
    for number, line in enumerate(lines):
        if HIDDEN.match(line):
            what = "in principio c’è un segno che non si vede: cancellalo e riscrivi la riga."
            yield Problem(number, what, is_error=True)
        elif HARD_TITLE.match(line):
            what = f"«{shown(line)}» non sarà un titolo: lo spazio dopo # va riscritto a mano."
            yield Problem(number, what, is_error=True)


def references(env: dict[str, Any], source: str) -> Iterator[Problem]:
    """Definitions ([name]: address), which are not on the page: most are written by accident."""
    for label, reference in env.get("references", {}).items():
        number = reference.get("map", [0])[0]
        name = shown(label.lower())
        if label.startswith("^"):
            what = f"«[{name}]:» sembra una nota a piè di pagina: qui non ci sono, e questa riga "
            yield Problem(number, f"{what}non si vedrà.", is_error=True)
        elif not ADDRESS.search(reference["href"]):
            what = f"«[{name}]:» fa sparire questa riga dalla pagina: togli le parentesi quadre."
            yield Problem(number, what, is_error=True)
        elif source.lower().count(f"[{label.lower()}]") < 2:
            what = f"«[{name}]:» è l’indirizzo di un link che non c’è: la riga non si vedrà."
            yield Problem(number, what)


def problems(before: Token, token: Token, lines: list[str]) -> Iterator[Problem]:
    first, last = token.map or (0, 0)
    if token.type == "container_callout_open" and not _is_closed(last, lines):
        what = f"il riquadro «{callout(token)[0]}» non è chiuso: metti «:::» su una riga a sé."
        yield Problem(first, what)
    elif token.type == "heading_open" and token.markup == "-":
        what = f"i trattini fanno un titolo di «{shown(lines[first])}»: se vuoi una linea, lascia "
        yield Problem(first, f"{what}una riga vuota prima; se vuoi un titolo, usa «## ».")
    elif token.type == "code_block" and WORDS.search(token.content):
        what = f"«{shown(token.content)}» diventa un riquadro di codice: togli gli spazi o la "
        yield Problem(first, f"{what}tabulazione in principio di riga.")
    elif token.type == "fence" and not _is_fence_closed(token, lines):
        yield Problem(first, f"«{token.markup}» apre un riquadro di codice che non è chiuso.")
    elif token.type == "table_open":
        yield from _of_a_table(first, last, lines)
    elif token.type == "inline":
        if before.type == "heading_open" and not token.content:
            yield Problem(first, "c’è un titolo vuoto: scrivilo o togli i cancelletti.")
        for number, line in enumerate(token.content.splitlines(), start=first):
            if FENCE_OF_COLONS.fullmatch(line):
                names = ", ".join(f"«::: {name}»" for name in CALLOUTS)
                what = f"«{shown(line)}» non apre né chiude un riquadro: puoi usare {names}."
                yield Problem(number, what)


def _is_closed(after: int, lines: list[str]) -> bool:
    fence = FENCE_OF_COLONS.fullmatch(lines[after]) if after < len(lines) else None
    return bool(fence and not fence[1])


def _is_fence_closed(token: Token, lines: list[str]) -> bool:
    first, last = token.map or (0, 0)
    closing = CLOSING_FENCE.fullmatch(lines[last - 1]) if last - first > 1 else None
    return bool(closing and closing[1].startswith(token.markup))


def _cells(row: str) -> int:
    return row.strip().lstrip("> ").removeprefix("|").removesuffix("|").count("|") + 1


def _of_a_table(first: int, last: int, lines: list[str]) -> Iterator[Problem]:
    columns = _cells(lines[first])
    for number in range(first + 2, last):
        row = lines[number]
        if "|" not in row:
            what = f"«{shown(row)}» finisce nella tabella: lascia una riga vuota prima."
            yield Problem(number, what)
        elif (cells := _cells(row)) > columns:
            what = f"la riga ha {cells} celle e la tabella {columns} colonne: il resto non si vede."
            yield Problem(number, what, is_error=True)
