"""An approval storm: ten approvals a second on one guide while sixteen readers load pages.

    python bench/storm.py [--answers 100000]

An answer is stale when the page's count of comments is lower than what had been approved before
the request was sent. A hit on another page is an answer that was already on the disk.
"""

import argparse
import multiprocessing as mp
import re
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from threading import Thread

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.measuring import write  # noqa: E402
from bench.pages import GUIDE, a_site  # noqa: E402

OTHERS = ["/guide/volo-cancellato-o-in-ritardo/", "/guide/treno-in-ritardo/", "/regole/"]
COUNT = re.compile(rb'id="commenti">Commenti <span class="number">\((\d+)\)')
PROCESSES, READERS = 4, 16
A_SECOND = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answers", type=int, default=100_000)
    answers = parser.parse_args().answers
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        site = a_site(stack, Path(folder) / "site")
        site.manage("load_demo")
        site.start()
        for path in [GUIDE, *OTHERS]:
            site.kept(path)
        approved, told = mp.Value("i", 0), mp.Queue()
        approved.value = site.act("approve_and_count", slug="aliexpress")
        readers = [
            mp.Process(target=read, args=(site.port, site.host, answers, approved, told))
            for _ in range(PROCESSES)
        ]
        for reader in readers:
            reader.start()
        start = time.monotonic()
        approvals = approve(site, approved, readers)
        took = time.monotonic() - start
        figures = [told.get(timeout=10) for _ in readers]
    show(figures, approvals, took)


def approve(site, approved, readers) -> int:
    """Ten a second, until the readers have read enough."""
    approvals, next_at = 0, time.monotonic()
    while any(reader.is_alive() for reader in readers):
        approved.value = site.act("approve_and_count", slug="aliexpress")
        approvals += 1
        next_at += 1 / A_SECOND
        time.sleep(max(0, next_at - time.monotonic()))
    return approvals


def read(port, host, answers, approved, told) -> None:
    """One process with its share of the readers, each a thread with a connection of its own."""
    figures = {"answers": 0, "stale": 0, "storm": 0, "others": 0, "others_missed": 0, "errors": 0}
    known = {}

    def load(first: int) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            for number in range(first, first + answers // READERS):
                path, floor = [GUIDE, *OTHERS][number % 4], approved.value
                judge(path, *fetch(connection, path, host), floor, figures, known)

    threads = [Thread(target=load, args=[n]) for n in range(READERS // PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put(figures)


def fetch(connection, path, host):
    """As a browser does: a connection that the server closed meanwhile is opened again."""
    for _ in range(3):
        try:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            return answer, answer.read()
        except (RemoteDisconnected, ConnectionError):
            connection.close()
    raise ConnectionError(path)


def judge(path, answer, body, floor, figures, known) -> None:
    figures["answers"] += 1
    figures["errors"] += answer.status != 200
    if path == GUIDE:
        figures["storm"] += 1
        count = COUNT.search(body)
        figures["stale"] += count is None or int(count[1]) < floor
        return
    figures["others"] += 1
    version = answer.headers["Last-Modified"]
    if version is None or known.setdefault(path, version) != version:
        figures["others_missed"] += 1
        known[path] = version


def show(figures: list[dict], approvals: int, took: float) -> None:
    total = {name: sum(each[name] for each in figures) for name in figures[0]}
    hits = 100 * (1 - total["others_missed"] / total["others"])
    print(
        f"{total['answers']} answers to {READERS} readers in {took:.0f} s, "
        f"{approvals} approvals ({approvals / took:.1f} a second)\n"
        f"stale answers: {total['stale']} of {total['storm']} of the page that changed (0)\n"
        f"errors: {total['errors']} (0)\n"
        f"hit rate of the other pages: {hits:.2f} % (above 99 %)"
    )
    write("storm", total | {"approvals": approvals, "seconds": took, "others_hit_rate": hits})


if __name__ == "__main__":
    main()
