"""A scripted editor whose clicks, keys (other than the text) and page loads are counted."""

from playwright.sync_api import Locator, Page


class Counted:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = self.loads = 0
        page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        """The text itself: what an editor came to write."""
        self.page.keyboard.type(text)

    def choose(self, box: Locator, value: str) -> None:
        box.select_option(value)
        self.clicks += 1

    @property
    def total(self) -> tuple[int, int, int]:
        return self.clicks, self.keys, self.loads
