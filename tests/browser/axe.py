"""What axe-core and a narrow window find wrong with a page: each width on each ground, one load."""

from pathlib import Path
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 768, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Two thirds of the work, and the dark changes nothing but them.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
UNJUDGED = (Path(__file__).parent / "unjudged.js").read_text()
# Of each page of a browser the looks that its texts had when their colours were judged.
_judged: WeakKeyDictionary = WeakKeyDictionary()


def faults(page, *, height: int = 800) -> list[str]:
    """Violations and sideways scrolling of the open page, left as it was; empty: all is well."""
    page.evaluate(Axe().axe_script)
    before, found = page.viewport_size, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} scrolls sideways at {width} px")
        for ground in ("light", "dark"):
            page.emulate_media(color_scheme=ground)
            wrong = _wrong_colours(page)
            if ground == "light":
                wrong += _wrong_otherwise(page)
            found += [f"{page.url} {width} px {ground}: {each}" for each in wrong]
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(before)
    return found


def _wrong_otherwise(page) -> list[str]:
    off = {"rules": {rule: {"enabled": False} for rule in OF_COLOUR}}
    return _violations(page, {"runOnly": RULES} | off)


def _wrong_colours(page) -> list[str]:
    """Of what looks as nothing did that was judged before in this page of the browser."""
    before = _judged.get(page, [])
    judged = _judged[page] = page.evaluate(UNJUDGED, before)
    if len(judged) == len(before):
        return []
    rules = {"runOnly": {"type": "rule", "values": OF_COLOUR}}
    return _violations(page, rules, "{include: [document], exclude: unjudged.skipped}")


def _violations(page, rules: dict, context: str = "document") -> list[str]:
    # Not "preload": it writes imported sheets into the page, against the page's own policy.
    options = {"resultTypes": ["violations"], "preload": False} | rules
    violations = page.evaluate(f"options => axe.run({context}, options)", options)["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in violations]
