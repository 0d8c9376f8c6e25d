"""What happens at the same time, with real processes: nothing stale, nothing half written."""

import os
import shutil
import signal
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from tests.patience import soon
from tests.published.running_site import RunningSite


@pytest.fixture(scope="module")
def slow_site(running_site, tmp_path_factory):
    """The same database on a second machine, whose rendering can be held."""
    machine = RunningSite(
        tmp_path_factory.mktemp("slow"),
        database_url=running_site.database_url,
        DJANGO_SETTINGS_MODULE="tests.published.slow_settings",
    )
    yield machine.start()
    machine.stop()


@pytest.fixture(scope="module")
def second_machine(running_site, tmp_path_factory):
    machine = RunningSite(tmp_path_factory.mktemp("second"), database_url=running_site.database_url)
    yield machine.start()
    machine.stop()


def in_the_background(function, *arguments, **keywords) -> threading.Thread:
    thread = threading.Thread(target=function, args=arguments, kwargs=keywords)
    thread.start()
    return thread


@contextmanager
def rendering_held(site, path: str):
    """A reader's request that has read the database, and is not answered before the block ends.

    Yields the list in which the answer will be.
    """
    time.sleep(1.1)  # once a second a page may be kept
    hold, rendered = site.folder / "hold", site.folder / "rendered"
    answers = []

    def read() -> None:
        with suppress(OSError):  # its worker was killed
            answers.append(site.text(path))

    hold.touch()
    try:
        reader = in_the_background(read)
        assert soon(rendered.exists)
        yield answers
    finally:
        hold.unlink()
        reader.join()
        rendered.unlink(missing_ok=True)


def shows_soon(site, path: str, title: str) -> bool:
    return soon(lambda: title_of(site.text(path)) == title)


def title_of(page: str) -> str:
    return page.partition("<title>")[2].partition(" ·")[0].strip()


def test_a_page_rendered_from_the_old_state_is_not_kept_after_the_change(slow_site):
    """The rendering reads the guide, then the guide changes, then the page would be kept."""
    slow_site.act("publish", slug="due", title="Titolo vecchio")
    with rendering_held(slow_site, "/guide/due/") as answers:
        slow_site.act("publish", slug="due", title="Titolo fresco")
    assert title_of(answers[0]) == "Titolo vecchio"
    assert not slow_site.has_kept("/guide/due/")
    assert title_of(slow_site.text("/guide/due/")) == "Titolo fresco"


def test_a_change_elsewhere_meanwhile_does_not_keep_the_page_out(slow_site):
    slow_site.act("publish", slug="due", title="Da tenere")
    with rendering_held(slow_site, "/guide/due/"):
        slow_site.act("change", model="Page", find={"slug": "note"}, body="Altro.")
    assert slow_site.has_kept("/guide/due/")


def test_a_slow_transaction_is_seen_though_a_later_one_committed_first(second_machine):
    """Its row has a lower number, and appears after a higher one was read."""
    editor = RunningSite(second_machine.folder, database_url=second_machine.database_url)
    if "sqlite" in second_machine.database_url:
        pytest.skip("SQLite has one writer at a time: numbers appear in order")
    for machine in (editor, second_machine):  # their editors' processes are awake now
        machine.act("publish", slug="due", title=f"Prima {machine.port}")
    time.sleep(1)
    second_machine.kept("/guide/due/")
    slow = in_the_background(
        editor.act, "slowly", act="publish", seconds=4, slug="due", title="Lentissima"
    )
    time.sleep(1)
    second_machine.act("change", model="Page", find={"slug": "note"}, body="Più veloce.")
    second_machine.kept("/guide/due/")
    assert slow.is_alive()
    slow.join()
    editor.stop()  # it is another machine
    assert shows_soon(second_machine, "/guide/due/", "Lentissima")


def test_another_machine_drops_the_page_within_a_second(running_site, second_machine):
    """The quickest of five: a busy machine is late now and then, a slow watch always."""
    waited = []
    for number in range(5):
        second_machine.kept("/guide/due/")
        title = f"Da un’altra macchina {number}"
        running_site.act("publish", slug="due", title=title)
        since = time.monotonic()
        assert shows_soon(second_machine, "/guide/due/", title)
        waited.append(time.monotonic() - since)
        if waited[-1] < 1:
            return
    raise AssertionError(waited)


def test_figures_that_cannot_be_written_do_not_end_the_watch(running_site, second_machine):
    second_machine.kept("/guide/due/")
    counts = (second_machine.folder / "pages" / "live").resolve() / "counts"
    time.sleep(1)
    counts.rename(counts.with_name("figures"))
    counts.touch()  # as on a full disk: no figure finds room
    running_site.act("publish", slug="due", title="Vista lo stesso")
    assert shows_soon(second_machine, "/guide/due/", "Vista lo stesso")
    assert soon(counts.is_dir)  # what stands in a folder's place is thrown away


def test_a_machine_that_was_off_serves_nothing_that_changed_meanwhile(running_site, second_machine):
    second_machine.kept("/guide/due/")
    second_machine.kept("/chi-siamo/")
    second_machine.stop()
    running_site.act("publish", slug="due", title="Mentre eri spenta")
    second_machine.start()
    assert second_machine.has_kept("/chi-siamo/")
    assert title_of(second_machine.text("/guide/due/")) == "Mentre eri spenta"


def test_a_process_killed_between_commit_and_forgetting_is_made_good(running_site):
    """The editor's process commits and dies before it can touch a file."""
    running_site.kept("/guide/due/")
    mute = RunningSite(
        running_site.folder,
        database_url=running_site.database_url,
        DJANGO_SETTINGS_MODULE="tests.published.dying_settings",
    )
    with pytest.raises(ValueError, match="Expecting value"):
        mute.act("publish", slug="due", title="Ultima volontà")
    mute.stop()
    assert shows_soon(running_site, "/guide/due/", "Ultima volontà")


def test_every_answer_is_whole_while_pages_come_and_go(running_site):
    """Two readers load a page while it is dropped and kept again: never half, never an error."""
    wrong, is_over = [], threading.Event()

    def read() -> None:
        while not is_over.is_set():
            answer = running_site.get("/guide/due/")
            if answer.status != 200 or not answer.content.rstrip().endswith(b"</html>"):
                wrong.append((answer.status, answer.content[-80:]))

    readers = [in_the_background(read) for _ in range(2)]
    for number in range(1, 9):
        running_site.act("publish", slug="due", title=f"Edizione {number}")
        assert title_of(running_site.text("/guide/due/")) == f"Edizione {number}"
    is_over.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_moderator_and_an_author_at_once_are_both_counted(running_site, second_machine):
    running_site.act("publish_new", slug="contesa", title="Contesa", company=None)
    for text in ("Alfa", "Beta", "Gamma"):
        running_site.act("approve_comment", slug="contesa", text=text)
    for text in ("Rimborsata", "Truffata"):
        second_machine.act("send_comment_update", of="Gamma", text=text)
    running_site.act("decide", model="Update", text="Truffata", verb="approve")
    for first, second in (
        ({"model": "Comment", "text": "Alfa"}, {"model": "Comment", "text": "Beta"}),
        ({"model": "Update", "text": "Rimborsata"}, {"model": "Update", "text": "Truffata"}),
    ):
        verb = "reject" if first["model"] == "Comment" else "approve"
        slow = in_the_background(
            second_machine.act, "slowly", act="decide", seconds=2, verb=verb, **first
        )
        time.sleep(1)
        running_site.act("take_back", **second)
        slow.join()
    page = running_site.text("/guide/contesa/?adesso")
    assert page.count('id="commento-') == 1
    assert '<span class="number">(1)</span>' in page
    assert "Rimborsata" in page
    assert "Truffata" not in page


def test_a_worker_killed_while_it_renders_leaves_a_site_that_serves(slow_site):
    slow_site.act("publish", slug="due", title="Dopo lo schianto")
    with rendering_held(slow_site, "/guide/due/"):
        for worker in slow_site.workers():
            os.kill(worker, signal.SIGKILL)
    assert title_of(slow_site.kept("/guide/due/", within=15).decode()) == "Dopo lo schianto"


def test_a_folder_that_somebody_deleted_is_made_again(running_site):
    running_site.kept("/guide/due/")
    shutil.rmtree(running_site.folder / "pages", ignore_errors=True)
    assert running_site.get("/guide/due/").status == 200
    time.sleep(1.1)
    running_site.kept("/guide/due/")
    assert running_site.has_kept("/guide/due/")
    running_site.act("publish", slug="due", title="In una cartella nuova")
    assert title_of(running_site.text("/guide/due/")) == "In una cartella nuova"


def test_a_site_whose_folder_cannot_be_written_serves_all_the_same(running_site, tmp_path):
    (tmp_path / "pages").symlink_to(tmp_path / "a-disk-that-is-not-there" / "pages")
    site = RunningSite(tmp_path, database_url=running_site.database_url).start()
    try:
        for _ in range(2):
            assert site.get("/guide/due/").status == 200
        site.act("publish", slug="due", title="Senza cartella")
        assert title_of(site.text("/guide/due/")) == "Senza cartella"
        assert site.json("/salute/")["stato"] == "ok"
        log = tmp_path / "gunicorn.log"
        assert soon(lambda: log.read_text().count("a look failed") >= 2)
        time.sleep(1)  # and some looks more
    finally:
        site.stop()
    said = log.read_text().count("a look failed")
    assert said == 2  # once by each worker: a full disk has no room for more
