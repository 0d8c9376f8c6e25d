"""What axe-core and a narrow window find wrong with a page: one look on each ground."""

from axe_playwright_python.sync_playwright import Axe

# The sideways scrolling is seen at each; axe takes a second, so it judges a phone and a desk once.
WIDTHS = {320: "light", 768: None, 1440: "dark"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Not "preload": it writes imported sheets into the page, against the page's own policy.
OPTIONS = {"resultTypes": ["violations"], "runOnly": RULES, "preload": False}


def faults(page, *, height: int = 800) -> list[str]:
    """Violations and sideways scrolling of the page that is open; empty when all is well."""
    page.evaluate(Axe().axe_script)
    found = []
    for width, ground in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} scrolls sideways at {width} px")
        if ground:
            page.emulate_media(color_scheme=ground)
            found += [f"{page.url} {width} px {ground}: {each}" for each in _violations(page)]
    return found


def _violations(page) -> list[str]:
    violations = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in violations]
