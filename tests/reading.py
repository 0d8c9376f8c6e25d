"""A page as a tree, read the way the W3C wants it: a parse error is a failed test."""

import html5lib


def body(response) -> str:
    return response.content.decode()


def tree_of(response):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(body(response))


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def headings_of(tree) -> list[str]:
    return [text_of(e) for e in tree.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]


def links_of(tree) -> dict[str, str]:
    """Where each link leads, by its words (or by its label, where it has one)."""
    return {a.get("aria-label") or text_of(a): a.get("href") for a in tree.iter("a")}


def by_class(tree, name: str):
    return next((e for e in tree.iter() if name in (e.get("class") or "").split()), None)
