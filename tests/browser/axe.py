"""What axe-core and a narrow window find wrong with a page, at every width and on both grounds."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 768, 1440)
GROUNDS = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Not "preload": it writes imported sheets into the page, against the page's own policy.
OPTIONS = {"resultTypes": ["violations"], "runOnly": RULES, "preload": False}


def faults(page, *, height: int = 800) -> list[str]:
    """Violations and sideways scrolling of the page that is open; empty when all is well."""
    page.evaluate(Axe().axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} scrolls sideways at {width} px")
        for ground in GROUNDS:
            page.emulate_media(color_scheme=ground)
            found += [f"{page.url} {width} px {ground}: {each}" for each in _violations(page)]
    return found


def _violations(page) -> list[str]:
    violations = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in violations]
