"""`[caption]`, `[gallery]`, `[embed]` and their like as HTML; unknown ones leave what they held.

WordPress replaces the names that its plugins registered. Here they are not known: what has
attributes or an end is taken for one, «[sic]» and «[1]» are words.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

CODE = re.compile(r"(<(pre|code)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
ATTRIBUTES = r"(?:[^\[\]\"']|\"[^\"]*\"|'[^']*')*?"
OPENING = re.compile(
    rf"(?P<open>\[?)\[(?P<name>[a-zA-Z][\w-]{{1,60}})(?P<attributes>(?:[\s=]{ATTRIBUTES})?)"
    r"(?P<alone>/?)\]"
)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
# Of WordPress itself and of plugins that many have: nothing of theirs can be brought.
NEVER_WORDS = frozenset("contact-form-7 toc ez-toc rev_slider mc4wp_form audio video".split())  # noqa: SIM905
MOST_NESTED = 5


@dataclass
class Expanded:
    html: str
    left_out: list[str] = field(default_factory=list)  # the names of those that were unknown


def expanded(html: str, *, picture_of: Callable[[int], str]) -> Expanded:
    """`picture_of` gives the `<img>` of an attachment, "" for one that is not known."""
    found = Expanded("")
    parts = CODE.split(html)
    for n in range(0, len(parts), 3):
        found.html += _without(parts[n], found, picture_of)
        found.html += parts[n + 1] if n + 1 < len(parts) else ""
    return found


def _without(html: str, found: Expanded, picture_of) -> str:
    for _ in range(MOST_NESTED):
        before, html = html, "".join(_once(html, found, picture_of))
        if html == before:
            break
    return html.replace("\ue010", "[").replace("\ue011", "]")


def _once(html: str, found: Expanded, picture_of) -> Iterator[str]:
    at = 0
    while code := OPENING.search(html, at):
        yield html[at : code.start()]
        inner, at = _inside(html, code)
        if code["open"] and html[at : at + 1] == "]":  # [[gallery]] is how one writes of it
            at += 1
            yield _as_words(html[code.start() + 1 : at - 1])
        else:
            yield code["open"] + _html_of(code, inner, html[code.start() : at], found, picture_of)
    yield html[at:]


def _inside(html: str, code: re.Match[str]) -> tuple[str | None, int]:
    """What stands before its end, None without one; and where it is over."""
    ending = f"[/{code['name']}]"
    end = -1 if code["alone"] else html.find(ending, code.end())
    inner = html[code.end() : end] if end >= 0 else ""
    if end < 0 or f"[{code['name']}" in inner:
        return None, code.end()
    return inner, end + len(ending)


def _html_of(
    code: re.Match[str], inner: str | None, whole: str, found: Expanded, picture_of
) -> str:
    name, said = code["name"].lower(), dict(_attributes(code["attributes"]))
    html = _known(name, said, inner or "", picture_of)
    if html is not None:
        return html
    if not (said or inner is not None or name in NEVER_WORDS):
        return _as_words(whole.removeprefix(code["open"]))
    found.left_out.append(name)
    return inner or ""


def _as_words(text: str) -> str:
    """Out of sight of the next round."""
    return text.replace("[", "\ue010").replace("]", "\ue011")


def _attributes(text: str):
    for name, *values in ATTRIBUTE.findall(text):
        yield name.lower(), next(filter(None, values), "")


def _known(name: str, said: dict[str, str], inner: str, picture_of) -> str | None:
    if name in ("caption", "wp_caption"):
        return _caption(said, inner)
    if name == "gallery":
        ids = re.findall(r"[0-9]{1,18}", said.get("ids", said.get("include", "")))
        return "\n\n".join(f"<p>{html}</p>" for n in ids if (html := picture_of(int(n)))) or None
    if name == "embed":
        return f"\n\n{escape((inner or said.get('src', '')).strip())}\n\n"
    if name in ("audio", "video", "youtube", "vimeo"):
        source = next((v for v in said.values() if v.startswith("http")), inner.strip())
        return f"\n\n{escape(source)}\n\n" if source.startswith("http") else None
    return None


def _caption(said: dict[str, str], inner: str) -> str:
    picture = PICTURE.search(inner)
    words = PICTURE.sub("", inner, count=1).strip() or escape(said.get("caption", ""))
    shown = picture[0] if picture else ""
    return f"<figure>{shown}<figcaption>{words}</figcaption></figure>" if words else shown
