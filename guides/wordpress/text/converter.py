"""HTML -> our Markdown, one method a tag. What Markdown cannot say is said plainly, and listed."""

import re
from collections import Counter

from bs4 import NavigableString, Tag
from markdownify import MarkdownConverter

from guides.wordpress.text.addresses import Shown, TextContext, harmless
from guides.wordpress.text.emphasis import emphasised
from guides.wordpress.text.signs import (
    as_words,
    beginning_as_words,
    lines_as_words,
    without_idle_breaks,
)

BRACKET, ESCAPED = re.compile(r"(?<!\\)([\[\]])"), r"\\\1"
MOST_CELLS = 1_000
BOLD, ITALIC = ["b", "strong"], ["em", "i", "cite", "dfn", "var"]
AS_ROWS = "una tabella con elenchi o altre tabelle dentro, scritta riga per riga"
A_PICTURE = "immagine"
STRUCK = "parole barrate, che qui si leggono come le altre"


class Converter(MarkdownConverter):
    """What it could not say as it was is counted in `notes`."""

    class Options(MarkdownConverter.DefaultOptions):
        heading_style = "atx"
        bullets = "-"
        autolinks = False

    def __init__(self, context: TextContext) -> None:
        super().__init__()
        self.context, self.notes = context, Counter[str]()
        self.instead: list[str] = []  # what stands where a picture was not found

    def escape(self, text, parent_tags):
        return as_words(text or "")

    def convert_p(self, el, text, parent_tags):
        words = text
        if "_inline" not in parent_tags:
            words = lines_as_words(without_idle_breaks(text.strip(" \t\r\n")))
        return super().convert_p(el, words, parent_tags)

    def convert_li(self, el, text, parent_tags):
        first = next(iter(el.children), None)
        words = beginning_as_words(text.strip()) if isinstance(first, NavigableString) else text
        return super().convert_li(el, words, parent_tags)

    def convert_a(self, el, text, parent_tags):
        words = " ".join(text.split())
        if "_noformat" in parent_tags or not words:
            return text
        href, what = harmless(str(el.get("href") or ""), self.context)
        self.notes[what] += bool(what)
        if not href or "a" in parent_tags or "![" in words:
            return text  # a picture that opens itself, large, does so without a link
        before, after = (" " if text[side].isspace() else "" for side in (0, -1))
        return f"{before}[{BRACKET.sub(ESCAPED, words)}]({href}){after}"

    def convert_img(self, el, text, parent_tags):
        shown = self.context.picture(el)
        if not shown.address:
            self.instead.append(shown.alt or A_PICTURE)
            return _missing(shown, parent_tags)
        picture = f"![{as_words(shown.alt)}]({shown.address})"
        return picture if "_inline" in parent_tags else f"\n\n{picture}\n\n"

    def convert_b(self, el, text, parent_tags):
        return text if "_noformat" in parent_tags else emphasised("**", el, text, names=BOLD)

    convert_strong = convert_b

    def convert_em(self, el, text, parent_tags):
        return text if "_noformat" in parent_tags else emphasised("*", el, text, names=ITALIC)

    convert_i = convert_cite = convert_dfn = convert_var = convert_em

    def convert_del(self, el, text, parent_tags):
        self.notes[STRUCK] += bool(text.strip())
        return text

    convert_s = convert_strike = convert_del

    def convert_q(self, el, text, parent_tags):
        return f"«{text}»"

    def convert_hN(self, n, el, text, parent_tags):
        if "_inline" in parent_tags:
            return text
        words = as_words(" ".join(el.get_text(" ").split()))
        pictures = "".join(self.convert_img(img, "", set()) for img in el.find_all("img"))
        return (f"\n\n{'#' * max(1, min(6, n))} {words}\n\n" if words else "") + pictures

    def convert_dt(self, el, text, parent_tags):
        words = " ".join(text.split()).strip("*")
        return f"\n\n**{words}**\n\n" if words else ""

    convert_summary = convert_dt

    def convert_dd(self, el, text, parent_tags):
        return f"\n\n{text.strip()}\n\n"

    convert_figure = convert_dd

    def convert_figcaption(self, el, text, parent_tags):
        return f"\n\n{' '.join(text.split())}\n\n"

    def convert_pre(self, el, text, parent_tags):
        code = el.get_text().strip("\n")
        if not code.strip():
            return ""
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
        return f"\n\n{fence}\n{code}\n{fence}\n\n"

    def convert_code(self, el, text, parent_tags):
        code = el.get_text()
        if "_noformat" in parent_tags or not code.strip():
            return text
        if el.find("br") is not None or "\n" in code.strip():
            return self.convert_pre(el, text, parent_tags)
        return super().convert_code(el, code, parent_tags)

    convert_kbd = convert_samp = convert_tt = convert_code

    def convert_table(self, el, text, parent_tags):
        if len(el.find_all("td")) > MOST_CELLS or el.find(["table", "ul", "ol", "pre"]):
            self.notes[AS_ROWS] += 1
            return "\n\n" + "\n\n".join(_row(row) for row in el.find_all("tr")) + "\n\n"
        return super().convert_table(el, text, parent_tags)

    def convert_td(self, el, text, parent_tags):
        return super().convert_td(el, re.sub(r"(?<!\\)\|", r"\\|", text), parent_tags)

    convert_th = convert_td

    def convert_br(self, el, text, parent_tags):
        return " " if "_inline" in parent_tags else "\\\n"


def _row(row: Tag) -> str:
    cells = row.find_all(["td", "th"], recursive=False)
    texts = (" ".join(cell.get_text(" ").split()) for cell in cells)
    return beginning_as_words(" · ".join(as_words(text) for text in texts if text))


def _missing(shown: Shown, parent_tags) -> str:
    """A picture that was not found: its words, as a link to where it was."""
    words = as_words(shown.alt or A_PICTURE)
    return f"[{words}]({shown.was})" if shown.was and "a" not in parent_tags else words
