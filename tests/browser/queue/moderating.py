"""A moderator at «Da moderare»: a page without errors, a hand on the keyboard."""

from playwright.sync_api import Page, expect

from guides.moderation.item import QueueItem

QUEUE = "/admin/guides/queueitem/"
REST = 260  # milliseconds between two presses of one hand: see MOMENT in queue.js


class Fingers:
    """A keyboard that counts, of somebody who looks before they press."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.look()
            self.page.keyboard.press(key)
            self.pressed += 1

    def look(self) -> None:
        self.page.wait_for_timeout(REST)
        self.page.wait_for_selector("#coda:not([aria-busy])")
        if self.page.locator(".queue-row:focus").count():
            self.page.wait_for_selector(".queue-row[data-seen]")


def open_queue(page: Page, live_server, query: str = "") -> Fingers:
    page.goto(f"{live_server.url}{QUEUE}{query}")
    return Fingers(page)


def row(page: Page, content):
    return page.locator(f"#voce-{content.queue_item_id}")


def is_here(page: Page, content) -> None:
    expect(row(page, content)).to_be_focused()


def states() -> list[str]:
    return list(QueueItem.objects.order_by("pk").values_list("state", flat=True))
