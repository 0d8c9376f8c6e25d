"""Markdown -> safe HTML: the only renderer, for pages, previews, feeds and search.

What is read is in `guides.text.commonmark`. Nothing here opens a file, a table or a setting: the
same source gives the same page everywhere, save where a link follows what it leads to
(`guides.text.inner_links`).
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it.common.utils import escapeHtml
from markdown_it.presets import commonmark as commonmark_preset
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from guides.text import inner_links
from guides.text.commonmark import CALLOUTS, MarkdownRefused, callout, inlines, parse, text
from guides.text.markdown_checks import Problem, found_in, shown
from guides.text.telephone_links import link_telephones, linked_line
from guides.text.typography import unbroken

__all__ = [
    "CALLOUTS",
    "RENDERER",
    "MarkdownRefused",
    "alternatives",
    "errors",
    "fit_headings",
    "plain_text",
    "preview",
    "problems",
    "render",
]

# Raised by whoever changes what the same source looks like: `render_editions` then renders what
# was published before.
RENDERER = 3
NO_TOKEN = Token("", "", 0)
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
SIZE_IN_NAME = re.compile(r"-(\d{1,5})x(\d{1,5})\.\w+(?:[?#].*)?$")


def render(source: str, *, headings_from: int = 1) -> str:
    """Safe HTML of a Markdown source, to be marked safe by the caller.

    `headings_from` (1-6) is the level of the body's highest heading: from 2 up, levels follow the
    nesting of the body's own headings without a gap, whatever its author skipped. With 1 they are
    as written, as CommonMark says. An image whose file name ends in the size in pixels
    (`…-1200x800.webp`) gets its width and height. Raises MarkdownRefused past the bounds.
    """
    tokens = parse(source)
    inner_links.resolve(tokens)
    if headings_from > 1:
        fit_headings(tokens, headings_from)
    said = ""
    for child in inlines(tokens):
        if child.type == "link_open":
            _dress_link(child)
        elif child.type == "image":
            _dress_image(child)
        elif child.type == "text":
            child.content = unbroken(child.content, after=said)
        said = child.content or said
    link_telephones(tokens)
    # The sign itself, not its name: feeds are XML, which does not know it.
    return _CLEANER.clean(_RENDERER.render(tokens, _OPTIONS, {})).replace("&nbsp;", "\u00a0")


def preview(source: str) -> str:
    """What the editor's live preview shows: the section's body, or why it is refused."""
    try:
        return render(source, headings_from=3)
    except MarkdownRefused as refused:
        return f'<p class="markdown-refused">{escapeHtml(str(refused))}</p>\n'


def plain_text(source: str) -> str:
    """What a reader reads, without markup: a line for each block, a tab between a row's cells.

    Images give their alternative text. Raises MarkdownRefused past the bounds.
    """
    tokens = parse(source)
    written = "".join(
        _block_text(token) + ("\t" if after.type in ("th_close", "td_close") else "\n")
        for token, after in zip(tokens, [*tokens[1:], NO_TOKEN], strict=False)
        if token.content or token.type in ("container_callout_open", "tr_close")
    )
    return "\n".join(line.strip() for line in written.splitlines() if line.strip())


def problems(source: str) -> list[str]:
    """What an editor should mend before publishing: Italian sentences, in the order of the lines.

    A source past the bounds gives the one sentence that says so; nothing is raised.
    """
    try:
        return [problem.sentence for problem in _all_found(source)]
    except MarkdownRefused as refused:
        return [str(refused)]


def errors(source: str) -> list[str]:
    """Those among the problems that nobody can have meant: a form refuses them."""
    try:
        return [problem.sentence for problem in _all_found(source) if problem.is_error]
    except MarkdownRefused as refused:
        return [str(refused)]


def _all_found(source: str) -> list[Problem]:
    """With the links that lead nowhere, which depends on more than the source: never kept."""
    gone = [
        Problem(link.line, f"il link «{shown(link.words)}» {link.gone}", is_error=True)
        for link in inner_links.broken(source)
    ]
    return sorted([*_found(source), *gone], key=lambda problem: problem.line)


_known: dict[bytes, tuple[Problem, ...]] = {}


def _found(source: str) -> tuple[Problem, ...]:
    """The problems, kept by the text's fingerprint: a save asks twice for every text of a guide."""
    key = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
    if key not in _known:
        if len(_known) >= 2_000:
            _known.clear()
        _known[key] = tuple(found_in(source, is_kept=_passes_the_wall))
    return _known[key]


def alternatives(source: str) -> list[str]:
    """The alternative text of each image, in order; "" for one that has none.

    A source past the bounds has no images: `problems` says what is wrong with it.
    """
    try:
        tokens = parse(source)
    except MarkdownRefused:
        return []
    return [text(c.children).strip() for c in inlines(tokens) if c.type == "image"]


def _block_text(token: Token) -> str:
    if token.type == "container_callout_open":
        return "\n".join(callout(token)[1:])
    return text(token.children) if token.type == "inline" else token.content


# --- safe HTML -----------------------------------------------------------------------------------


def fit_headings(tokens: list[Token], headings_from: int) -> None:
    """Give each heading the level of its place in the body's outline, from `headings_from` to 6."""
    outline: list[str] = []  # the tags, as written, from the highest heading to the one at hand
    for opening, closing in zip(tokens, tokens[2:], strict=False):
        if opening.type == "heading_open":
            outline = [*(tag for tag in outline if tag < opening.tag), opening.tag]
            opening.tag = closing.tag = f"h{min(6, headings_from + len(outline) - 1)}"


def _scheme(address: str) -> str:
    """An address's scheme in lower case; "//" if it only names a host, "" inside the site.

    Markdown has already percent-encoded backslashes, spaces and control characters, which could
    lead a browser elsewhere (URL Standard, 4.4).
    """
    if address.startswith("//"):  # also ///host: browsers read any number of slashes as two
        return "//"
    scheme = SCHEME.match(address)
    return scheme[1].lower() if scheme else ""


def _dress_link(link: Token) -> None:
    # `external` tells style sheets, crawlers and assistive tools that the reader leaves the site;
    # `noopener` keeps window.opener from the other page if something opens it in a new window. No
    # `nofollow`: an editor vouches for it. No `noreferrer`: that is the Referrer-Policy header's.
    address = str(link.attrs["href"])
    if _scheme(address) in ("https", "//") and _passes_the_wall(address):
        link.attrs["rel"] = "noopener external"


def _dress_image(image: Token) -> None:
    source, alternative = str(image.attrs["src"]), text(image.children)
    if not _can_show(source):
        image.type, image.content, image.children = "text", alternative, None
        return
    image.children = [Token("text", "", 0, content=alternative)]
    image.attrs |= {"loading": "lazy", "decoding": "async"}
    # Without a size the page would jump when the image arrives.
    if size := SIZE_IN_NAME.search(source):
        image.attrs |= {"width": size[1], "height": size[2]}


def _can_show(image_address: str) -> bool:
    inside_or_safe = _scheme(image_address) in ("", "https")
    return bool(image_address) and inside_or_safe and _passes_the_wall(image_address)


def _passes_the_wall(address: str) -> bool:
    """Whether the cleaner keeps a link to the address; it drops impossible hosts too."""
    return "href" in _CLEANER.clean(f'<a href="{escapeHtml(address)}">')


class _Renderer(RendererHTML):
    """The library's HTML, where the site's pages need it otherwise: a method for a token's type."""

    def blockquote_open(self, tokens: Sequence[Token], index: int, *rest: Any) -> str:
        # The specification has a line break in an empty quotation too.
        return self.renderToken(tokens, index, *rest).rstrip("\n") + "\n"

    def table_open(self, *_: object) -> str:
        # A table wider than a phone scrolls in its own box, which a keyboard must reach. A group,
        # not a region: two tables of a page would be two landmarks with one name.
        return '<div class="table-scroll" role="group" tabindex="0" aria-label="Tabella"><table>\n'

    def table_close(self, *_: object) -> str:
        return "</table></div>\n"

    def td_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        # Alignment comes as style="text-align:…", which the site's content policy forbids.
        cell = tokens[index]
        if alignment := cell.attrs.pop("style", None):
            cell.attrs["class"] = str(alignment).replace("text-align:", "align-")
        if not tokens[index + 1].content:  # the empty corner of a table is nobody's heading
            cell.tag = tokens[index + 2].tag = "td"
        return self.renderToken(tokens, index, options, env)

    th_open = td_open

    def container_callout_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        # A note, not an <aside>: inside the article that would be a landmark within a landmark.
        name, label, title = callout(tokens[index])
        return (
            f'<div class="callout callout--{name}" role="note">\n'
            f'<p class="callout__label">{label}</p>\n'
            + (f'<p class="callout__title">{linked_line(title)}</p>\n' if title else "")
        )


_RENDERER = _Renderer()
_OPTIONS = OptionsDict(commonmark_preset.make()["options"])
_ALIGNMENT = {"class": {"align-left", "align-center", "align-right"}}

# A second wall, which trusts nothing above: what is not listed here never reaches a reader.
_CLEANER = nh3.Cleaner(
    tags={
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "ul", "ol", "li"),
        *("a", "br", "code", "em", "img", "strong"),
        *("div", "table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={
        "a": {"href", "title", "rel"},
        "code": {"class"},
        "div": {"aria-label"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
    },
    tag_attribute_values={
        "div": {
            "class": {"table-scroll", *(f"callout callout--{name}" for name in CALLOUTS)},
            "role": {"group", "note"},
            "tabindex": {"0"},
        },
        "img": {"loading": {"lazy"}, "decoding": {"async"}},
        "p": {"class": {"callout__label", "callout__title"}},
        "td": _ALIGNMENT,
        "th": _ALIGNMENT,
    },
    url_schemes={"https", "mailto", "tel"},
    link_rel=None,  # nh3 would put one on links inside the site too
)
