"""Signs of Markdown, or of another language, that readers would see as they were typed."""

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.token import Token

from guides.text.commonmark import CALLOUTS
from guides.text.markdown_checks.problem import Problem, shown

NOT_TEXT = "\ue001"  # holds the place of code, pictures and links among the words
HTML = (
    "a|abbr|b|big|blockquote|body|br|button|center|code|dd|del|details|div|dl|dt|em|embed|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|mark|meta|nav|"
    "object|ol|p|picture|pre|s|script|section|small|source|span|strike|strong|style|sub|summary|"
    "sup|svg|table|tbody|td|textarea|tfoot|th|thead|tr|tt|u|ul|video"
)
NAMES = "|".join(CALLOUTS)
LINK = r"(?:https?:|htt|www\.|mailto:|tel:|/|#)"

# What to look for in the words, what to say of it, whether nobody can have meant it.
SIGNS = [
    (
        rf"</?(?:{HTML})(?:\s[^<>]{{0,200}})?/?>|<!--",
        "si vedrà scritto così: l’HTML non è interpretato, usa il Markdown.",
        False,
    ),
    (rf"<{LINK}[^<>\s]{{0,200}}>", "non sarà un link: scrivi «[parole](https://…)».", True),
    (
        rf"\[[^\]\n]{{0,200}}\]\s+\({LINK}[^)\n]{{0,200}}\)",
        "non sarà un link: togli lo spazio fra le parentesi.",
        True,
    ),
    (
        rf"\([^)\n]{{0,200}}\)\s?\[{LINK}[^\]\n]{{0,200}}\]",
        "non sarà un link: le parole vanno fra [ ], l’indirizzo fra ( ).",
        True,
    ),
    (
        rf"\[[^\]\n]{{0,200}}\({LINK}[^)\n]{{0,200}}\)?|"
        rf"\{{[^}}\n]{{0,200}}\}}\({LINK}[^)\n]{{0,200}}\)",
        "non sarà un link: controlla le parentesi.",
        False,
    ),
    (
        r"[^\s\[]{0,200}\]\([^)\n]{0,200}\)?",
        "non sarà un link: controlla le parentesi e gli spazi nell’indirizzo.",
        True,
    ),
    (r"\[\^[^\]\n]{1,200}\]", "sembra una nota a piè di pagina: qui non ci sono.", True),
    (r"\[[^\]\n]{1,200}\]\[[^\]\n]{0,200}\]", "non sarà un link: manca il suo indirizzo.", False),
    (r"\[\[[^\]\n]{1,200}\]\]", "non sarà un link: scrivi «[parole](indirizzo)».", False),
    (
        r"\[/?(?:b|i|u|s|url|img|quote|size|color)(?:=[^\]\n]{0,200})?\]",
        "si vedrà scritto così: usa il Markdown.",
        False,
    ),
    (r"\[![A-Za-z]+\]", f"non apre un riquadro: usa «::: {next(iter(CALLOUTS))}».", False),
    (
        r"(?<![*\d])\*\*(?!\*)(?=\S)[^*\n]{0,40}|[^\s*][^*\n]{0,40}(?<![\s*])\*\*(?=[\s.,;:!?)»]|$)|"
        r"(?<!\S)\*\*\s[^*\n]{1,200}\s\*\*(?!\S)",
        "non sarà in grassetto: gli asterischi vanno attaccati alle parole, prima e dopo.",
        False,
    ),
    (
        r"(?<!\S)\*[^\s*][^*\n]{0,200}\s\*(?=[\s.,;:!?)]|$)|"
        r"(?<=\s)\*\s[^*\n]{1,200}[^\s*]\*(?=[\s.,;:!?)]|$)",
        "non sarà in corsivo: gli asterischi vanno attaccati alle parole.",
        False,
    ),
    (
        r"(?<![\w_])__\s?[^_\n]{1,200}?\s?__(?![\w_])",
        "non sarà in grassetto: usa due asterischi attaccati alle parole.",
        False,
    ),
    (r"~~[^~\n]{1,200}~~", "non sarà barrato: qui il barrato non c’è.", False),
    (r"==[^=\s][^=\n]{0,200}==", "non sarà evidenziato: qui l’evidenziato non c’è.", False),
    (
        r"```.*|(?:(?<=[\s(«“])|^)`(?=\w)[^`\n]{0,200}",
        "apre un codice che non è chiuso: manca un accento grave.",
        False,
    ),
    (r"\{[#.][\w-]+\}", "si vedrà scritto così.", False),
]
# The same, but only where a line begins.
AT_THE_START = [
    (r"#{2,6}[^\s#].*|#{7,}.*", "non sarà un titolo: lascia uno spazio dopo i cancelletti.", True),
    (rf":{{1,2}}\s?(?:{NAMES})\b.*", "non apre un riquadro: i due punti sono tre.", True),
    (
        rf"(?i:(?:!!!|\?\?\?)\+?\s+(?:{NAMES}|note|tip|warning)\b.*)",
        "non apre un riquadro: usa «:::».",
        False,
    ),
    (r"[•·●○▪■◦‣➢➤►∙⁃]\s*\w.*", "non sarà un elenco: comincia la riga con «- ».", False),
    (r"\[[ xX]?\]\s.*", "non sarà una casella: si vedranno le parentesi.", False),
    (
        r"\|.*\|\s*|\|?[\s:|-]*-{3}[\s:-]*\|[\s:|—–-]*|\|[\s:|—–-]+\|",
        "non sarà una tabella: servono i titoli, poi «|---|---|» con altrettante celle.",
        False,
    ),
    (r"[-—–]{2,}\s?\w+\s?[-—–]{2,}", "si vedrà scritto così.", False),
]
ONE_TITLE = re.compile(r"#[^\W\d_][^#]{0,140}[^#.!?…:;,]")
# Lines that begin alike are a list that was typed by hand; one alone may be anything.
BY_HAND = {
    "–": re.compile(r"[–—]\s*\w"),
    "-": re.compile(r"-[^\W\d_]"),
    "*": re.compile(r"\*[^\W\d_][^*]*$"),
    "a)": re.compile(r"[a-z][.)]\s"),
    "1.": re.compile(r"\d{1,2}[.)][^\W\d_]"),
    "1)": re.compile(r"\d{1,2}[.)]\s"),
    "1-": re.compile(r"\d{1,2}\s?[-–—]\s?[^\W\d_]"),
}
ALL = [(re.compile(pattern), what, is_error) for pattern, what, is_error in SIGNS]
STARTS = [(re.compile(pattern), what, is_error) for pattern, what, is_error in AT_THE_START]


def problems(token: Token, first: int, *, is_paragraph: bool) -> Iterator[Problem]:
    lines = _words(token.children or []).split("\n")
    for number, line in enumerate(lines, start=first):
        yield from _in_a_line(number, line.strip())
    if is_paragraph:
        yield from _of_a_paragraph(first, lines)


def _words(children: list[Token]) -> str:
    """What is left as text, a line for each line; all else is a place that no pattern crosses."""
    text = {"softbreak": "\n", "hardbreak": "\n", "code_inline": NOT_TEXT, "image": NOT_TEXT}
    emphasis = ("strong_open", "strong_close", "em_open", "em_close")
    said, depth = [], 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "text" and not depth:
            said.append(child.content)
        elif child.type in text:
            said.append(text[child.type])
        elif child.type not in emphasis:
            said.append(NOT_TEXT if child.type == "link_close" else "")
    return "".join(said)


def _in_a_line(number: int, line: str) -> Iterator[Problem]:
    for pattern, what, is_error in ALL:
        if found := pattern.search(line):
            yield Problem(number, f"«{shown(found[0])}» {what}", is_error)
            line = pattern.sub(NOT_TEXT, line)
    for pattern, what, is_error in STARTS:
        if found := pattern.match(line):
            yield Problem(number, f"«{shown(found[0])}» {what}", is_error)


def _of_a_paragraph(first: int, lines: list[str]) -> Iterator[Problem]:
    only = lines[0].strip()
    if len(lines) == 1 and ONE_TITLE.fullmatch(only) and (" " in only or only[1].isupper()):
        yield Problem(first, f"«{shown(only)}» non sarà un titolo: lascia uno spazio dopo #.")
    begun = [next((k for k, how in BY_HAND.items() if how.match(ln.strip())), "") for ln in lines]
    at = first
    for sign, run in groupby(begun):
        length = len(list(run))
        if sign and length > 1:
            what = f"non sarà un elenco: comincia ogni riga con «{'1. ' if '1' in sign else '- '}»."
            yield Problem(at, f"«{shown(lines[at - first])}» {what}")
        at += length
