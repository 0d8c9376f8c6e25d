"""The examples of the CommonMark specification that have no raw HTML, through our renderer."""

import json
import re
from pathlib import Path

import html5lib

from guides.text.markdown import render

EXAMPLES = json.loads(
    Path(__file__).with_name("commonmark-0.31.2.json").read_text(encoding="utf-8")
)["examples"]


def as_read_by_a_browser(html: str) -> str:
    """The same HTML whoever wrote it, without what sanitising takes or adds on purpose."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        for name in ("rel", "loading", "decoding"):
            element.attrib.pop(name, None)
        if re.match(r"(?!https:|mailto:|tel:)[a-z][a-z0-9+.-]*:", element.get("href", "").lower()):
            del element.attrib["href"]
    return html5lib.serialize(tree, alphabetical_attributes=True, quote_attr_values="always")


def test_every_example_without_raw_html_renders_as_specified():
    otherwise = {
        example["example"]: render(example["markdown"])
        for example in EXAMPLES
        if as_read_by_a_browser(render(example["markdown"]))
        != as_read_by_a_browser(example["html"])
    }
    assert otherwise == {}
    assert len(EXAMPLES) == 580
