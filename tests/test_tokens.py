"""One palette for site and desk: the same names, every pair readable, one file once collected."""

import re
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

from helpcentre.static_files import Folded, StaticFiles

CSS = Path(__file__).resolve().parent.parent / "static/css"
DJANGOS = Path(admin.__file__).parent / "static/admin/css"
SHEETS = sorted(CSS.glob("*.css"))
FONT_MOST = 18_000  # bytes
FIRST_VISIT_SHEET_MOST = 12_000  # bytes, compressed

GROUNDS = ("paper", "sheet", "sunk", "accent-wash", "alarm-wash", "term-wash")
WORDS = ("ink", "soft", "accent", "accent-deep", "alarm", "term", "stamp")
ON_BUTTONS = [("button-ink", on) for on in ("button", "button-deep", "alarm-button")]
READ = [(word, ground) for word in WORDS for ground in GROUNDS] + ON_BUTTONS + [("paper", "ink")]
CONTROLS = [(sign, on) for sign in ("edge", "button", "accent", "alarm") for on in GROUNDS[:2]] + [
    ("alarm-button", "paper")
]


def declared(rules) -> dict[str, dict[str, str]]:
    """The properties of each block by its media query and selector."""
    found = {}
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            query = tinycss2.serialize(rule.prelude).strip()
            inside = tinycss2.parse_rule_list(rule.content, True, True)
            found |= {f"{query} {name}": block for name, block in declared(inside).items()}
        elif rule.type == "qualified-rule":
            parts = tinycss2.parse_declaration_list(rule.content, True, True)
            values = {part.name: tinycss2.serialize(part.value).strip() for part in parts}
            found[tinycss2.serialize(rule.prelude).strip()] = values
    return found


BLOCKS = declared(tinycss2.parse_stylesheet((CSS / "tokens.css").read_text(), True, True))
DARK = 'screen and (prefers-color-scheme: dark) :root:not([data-theme="light"])'
FORCED_DARK = 'screen html[data-theme="dark"]'
PALETTES = {
    "light": BLOCKS[':root, html[data-theme="light"]'],
    "dark": BLOCKS[DARK],
    "print": BLOCKS["print :root, html[data-theme]"],
}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_close(pairs, palette: dict[str, str], least: float) -> dict[tuple[str, str], float]:
    measured = {pair: contrast(*(palette[f"--{name}"] for name in pair)) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least}


@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_is_readable(name):
    assert not too_close(READ, PALETTES[name], 4.5)
    assert not too_close(CONTROLS, PALETTES[name], 3)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_the_same_names_stand_in_every_palette_and_both_darks_are_one():
    names = {name for name in PALETTES["light"] if name.startswith("--")}
    assert all({n for n in palette if n.startswith("--")} == names for palette in PALETTES.values())
    assert BLOCKS[FORCED_DARK].items() - {("color-scheme", "dark")} == BLOCKS[DARK].items()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_leans_on_a_property_that_nobody_declares(sheet):
    around = [CSS / "tokens.css", CSS / "desk.css", *DJANGOS.glob("*.css")]
    known = [sheet] if sheet.name == "site.css" else [sheet, *around]
    words = "\n".join(path.read_text() for path in [*known, CSS / "tokens.css"])
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text()))
    assert not used - set(re.findall(r"(--[\w-]+)\s*:", words))


@pytest.mark.parametrize(
    "sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda p: p.name
)
def test_colours_are_written_in_the_tokens_only(sheet):
    written = re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)", sheet.read_text())
    assert not [colour for colour in written if colour != "#000"]  # paper's boxes, a mask


@pytest.mark.parametrize("sheet", ["css/site.css", "css/desk.css"])
def test_a_collected_sheet_holds_the_tokens_and_asks_for_no_other(sheet):
    collected = Path(settings.STATIC_ROOT) / staticfiles_storage.stored_name(sheet)
    words = collected.read_text()
    assert "--paper: #faf7f2" in words
    assert "@import" not in words
    assert "/*" not in words  # what explains it is for who writes it
    assert (font := re.search(r'url\("\.\./(fonts/pagella-bold\.[0-9a-f]+\.woff2)"\)', words))
    assert (Path(settings.STATIC_ROOT) / font[1]).stat().st_size <= FONT_MOST
    assert collected.with_name(f"{collected.name}.gz").stat().st_size <= FIRST_VISIT_SHEET_MOST


def test_a_change_of_the_palette_gives_both_sheets_a_new_name(tmp_path):
    sources = FileSystemStorage(tmp_path / "sources")
    named = StaticFiles(location=tmp_path / "collected", base_url="/static/")

    def name_of_the_sheet(palette: str) -> str:
        css = tmp_path / "sources/css"
        css.mkdir(parents=True, exist_ok=True)
        (css / "tokens.css").write_text(palette)
        (css / "desk.css").write_text('@import "tokens.css";\na { color: red; }\n')
        return named.hashed_name("css/desk.css", Folded(sources).open("css/desk.css"))

    assert name_of_the_sheet(":root { --ink: #000; }") != name_of_the_sheet(
        ":root { --ink: #111; }"
    )
