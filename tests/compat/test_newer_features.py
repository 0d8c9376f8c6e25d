"""What the browsers in docs/browsers.md lack is not leant upon: held against MDN's own data."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.compat.browsers import DESK, READERS, Oldest, newer, version
from tests.compat.newer import in_css, in_script

BASE = Path(__file__).resolve().parents[2]
STATIC = BASE / "static"
OF_THE_DESK = {"admin", "desk", "vendor", "desk.css", "queue.css", "votes.css", "versions.css"}
FILES = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"})

# What may be missing, and what is seen then: plainer, never broken and never misleading.
PLAINER = {
    "css.properties.color-scheme": "bars and boxes of the browser stay light",
    "css.at-rules.media.prefers-color-scheme": "the page stays light",
    "css.at-rules.media.forced-colors": "there are no forced colours there to look right in",
    "css.properties.forced-color-adjust": "there are no forced colours there to look right in",
    "css.properties.text-size-adjust": "the prefixed one stands beside it",
    "css.properties.print-color-adjust": "the prefixed one stands beside it",
    "css.properties.user-select": "text is selected while a row is dragged",
    "css.properties.text-wrap": "lines break where they fill up",
    "css.properties.text-decoration-thickness": "the line under a link keeps its thickness",
    "css.properties.text-underline-offset": "the line under a link sits closer",
    "css.properties.hyphens": "the prefixed one stands beside it, or words are not divided",
    "css.properties.hyphenate-limit-chars": "short words are divided too",
    "css.selectors.focus-visible": "the ring is seen after a click too: the rule before draws it",
    "css.properties.scroll-margin-top": "a title one jumps to touches the window's edge",
    "css.properties.accent-color": "ticks have the browser's colour",
    "css.properties.overflow-clip-margin": "stacked accents are cut a little sooner",
    "css.properties.break-after.avoid": "a title may end a printed page",
    "css.at-rules.page": "the printer's own margins",
    "css.properties.field-sizing": "the box keeps its height and scrolls",
}
PLAINER_AT_THE_DESK = {
    "css.properties.mask-image": "the prefixed one stands beside it",
}
# Asked for before it is used, with another way for who has none.
ASKED_FIRST = {
    "member.requestSubmit": "else the form is sent as it is",
    "member.submitter": "else the button that was pressed last, or the page that answers",
    "member.clipboard": "else the link is a link",
    "member.writeText": "else the link is a link",
    "member.showPicker": "else the day is typed",
    "member.getTransports": "else every kind of passkey is asked for",
}
OUR_OWN = {"member.address", "member.token"}  # in the answers of /cerca.json, of the desk


def leant_upon(path: Path) -> list[tuple[int, str, list[str]]]:
    """Line, MDN's key and the browsers that lack it."""
    oldest = DESK if path.name in OF_THE_DESK or OF_THE_DESK & {*path.parts} else READERS
    return [(n, key, lacking) for n, key, lacking in all_in(path.read_text(), path.suffix, oldest)]


def all_in(source: str, suffix: str, oldest: Oldest) -> list[tuple[int, str, list[str]]]:
    found = (in_css if suffix == ".css" else in_script)(source)
    return [(n, key, lacking) for n, key in found if (lacking := oldest.lack(newer()[key]))]


def excuse(key: str, path: Path) -> str | None:
    excuses = PLAINER if path.suffix == ".css" else ASKED_FIRST
    if path.name in OF_THE_DESK:
        excuses = PLAINER | PLAINER_AT_THE_DESK
    return next((each for each in excuses if f"{key}.".startswith(f"{each}.")), None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_newer_than_the_oldest_browser_is_leant_upon(path):
    found = [each for each in leant_upon(path) if each[1] not in OUR_OWN]
    if "vendor" in path.parts:  # whose options have names of their own
        found = [each for each in found if not each[1].startswith("member.")]
    assert [each for each in found if not excuse(each[1], path)] == []


def test_every_excuse_is_still_needed():
    used = Counter(excuse(key, path) for path in FILES for _, key, _ in leant_upon(path))
    assert {*PLAINER, *PLAINER_AT_THE_DESK, *ASKED_FIRST} == used.keys() - {None}


FAULTS = [
    (".css", "input:not(.a, .b) { width: 1px }", "css.selectors.not.selector_list"),
    (".css", ".a { display: flex; gap: 0 1rem }", "css.properties.gap.flex_context"),
    (".css", "@media print { .a { inset: 0 } }", "css.properties.inset"),
    (".css", ".a { rotate: 4deg }", "css.properties.rotate"),
    (".css", ".a:is(.b, .c) { color: red }", "css.selectors.is"),
    (".css", ".a { width: clamp(1rem, 2vw, 3rem) }", "css.types.clamp"),
    (".css", ".a { color: color-mix(in srgb, red, blue) }", "css.types.color.color-mix"),
    (".css", ".a { content: '!' / '' }", "css.properties.content.alt_text"),
    (".css", ".a { height: 100dvh }", "css.types.length.viewport_percentage_units_dynamic"),
    (".css", "@container (width > 2rem) { .a { color: red } }", "css.at-rules.container"),
    (".css", "@layer one { .a { color: red } }", "css.at-rules.layer"),
    (".js", "list.replaceChildren(one)", "member.replaceChildren"),
    (".js", "[1].at(-1)", "member.at"),
    (".js", "const one = two?.three", "javascript.operators.optional_chaining"),
    (".js", "one ??= 2", "javascript.operators.nullish_coalescing_assignment"),
    (".js", "new FormData(form, button)", "api.FormData.FormData.submitter"),
    (".js", "row.closest('tr:has(input)')", "css.selectors.has"),
    (".js", "structuredClone(one)", "global.structuredClone"),
    (".js", "const { submitter } = event", "member.submitter"),
    (".js", "/(?<=a)b/.test(c)", "javascript.regular_expressions.lookbehind_assertion"),
]


@pytest.mark.parametrize(("suffix", "source", "key"), FAULTS)
def test_the_judge_sees(suffix, source, key):
    assert key in {found for _, found, _ in all_in(source, suffix, READERS)}


@pytest.mark.parametrize(
    "source",
    [
        ".a { width: 2rem; width: clamp(1rem, 2vw, 3rem) }",
        "@supports (inset: 0) { .a { inset: 0 } }",
        ".a { display: grid; gap: 1rem }",
        ".a:not(.b):not(.c) { top: 0 }",
    ],
)
def test_the_judge_lets_be_what_has_an_older_value_before_it(source):
    assert all_in(source, ".css", READERS) == []


def test_the_page_about_browsers_names_the_same_ones():
    page = (BASE / "docs/browsers.md").read_text(encoding="utf-8")
    written = {
        name: tuple(version(said.strip()) if said.strip() != "–" else None for said in versions)
        for name, *versions in re.findall(
            r"^\| ([\w ]+?) \| ([\d.–]+) \| ([\d.–]+) \|$", page, re.M
        )
    }
    assert written == {
        "Chrome": (READERS.chrome, DESK.chrome),
        "Samsung Internet": (READERS.samsung[:1], DESK.samsung),
        "Safari": (READERS.safari, DESK.safari),
        "Firefox": (READERS.firefox, DESK.firefox),
    }
