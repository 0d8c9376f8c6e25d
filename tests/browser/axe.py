"""What axe-core and a narrow window find wrong with a page: each width on each ground, one load."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 768, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# The dark changes colours and nothing else, so there only they are judged: half the time. What
# there is on a page stands in its narrowest form or in its widest.
GROUNDS = {"light": (RULES, WIDTHS), "dark": (OF_COLOUR, (WIDTHS[0], WIDTHS[-1]))}


def faults(page, *, height: int = 800) -> list[str]:
    """Violations and sideways scrolling of the open page, left as it was; empty: all is well."""
    page.evaluate(Axe().axe_script)
    before, found = page.viewport_size, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} scrolls sideways at {width} px")
        for ground, (rules, widths) in GROUNDS.items():
            if width in widths:
                page.emulate_media(color_scheme=ground)
                wrong = _violations(page, rules)
                found += [f"{page.url} {width} px {ground}: {each}" for each in wrong]
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(before)
    return found


def _violations(page, rules) -> list[str]:
    # Not "preload": it writes imported sheets into the page, against the page's own policy.
    options = {"resultTypes": ["violations"], "runOnly": rules, "preload": False}
    violations = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in violations]
