"""Two sites on one database with a copy and one channel; what happens when each of them fails.

    python bench/growing.py

One machine, loopback only, ports and folders of its own, some five minutes; root also pulls the
cable of a third site. It wants PostgreSQL and redis-server (or valkey-server). The table says what
was seen; the last column says what is wanted, and a line that misses it ends the command with an
error.
"""

import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

import psycopg  # noqa: E402

from bench.away import HERE, Away, cut_off  # noqa: E402
from bench.following import Following  # noqa: E402
from tests.published.postgres import Postgres  # noqa: E402
from tests.published.running_site import RunningSite  # noqa: E402
from tests.published.valkey import Valkey  # noqa: E402

STORIES, FORM = "/storie/", "/raccontaci-la-tua-storia/"
SENT = {"Content_Type": "application/x-www-form-urlencoded"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
WORDS = {
    "company": "Luce Serena (di fantasia)",
    "text": "Ho aspettato tre settimane, poi il pacco è arrivato dal vicino di casa.",
    "used_on": "2026-05-20",
    "asked": "Lo storno.",
    "answered": "Una parte.",
    "outcome": "partly",
    "has_proof": "si",
    "name": "Contatore verde",
    "consent_publish": "on",
    "consent_privacy": "on",
}
PATIENCE = 30.0  # seconds for what should take one
ROUNDS = 3


@dataclass
class Rehearsal:
    one: RunningSite
    other: RunningSite
    postgres: Postgres
    copy: Following
    valkey: Valkey
    folder: Path
    away: Away | None
    sent: int = 0
    missed: list[str] = field(default_factory=list)

    def show(self, what: str, seen: str, wanted: str, is_good: bool) -> None:
        print(f"| {what} | {seen} | {wanted}{'' if is_good else ' **MISSED**'} |", flush=True)
        if not is_good:
            self.missed.append(what)

    def request(self, site: RunningSite, method: str, path: str, **more):
        """As a reader of a network of its own, at the one public name."""
        headers = {"X_Forwarded_For": f"192.0.2.{self.sent % 250}", "Host": self.one.host}
        return site.request(method, path, **headers | more)

    def tell(self, site: RunningSite, title: str) -> None:
        """A story through the form, as a browser without JavaScript sends it."""
        self.sent += 1
        words = WORDS | {"title": title}
        for _ in range(4):
            answer = self.request(site, "POST", FORM, body=urlencode(words), **SENT)
            if answer.status in (302, 303) or "invia" not in answer.content.decode():
                return
            words |= dict(HIDDEN.findall(answer.content.decode())) | {"invia": "1"}
        raise AssertionError(f"{answer.status}: the story was not taken")

    def until(self, site: RunningSite, condition: Callable[[str], bool]) -> float:
        """Seconds until the stories' page, kept on that site's disk, says so."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            if condition(self.request(site, "GET", STORIES).content.decode()):
                return time.monotonic() - begun
            time.sleep(0.01)
        return PATIENCE

    def keep(self, site: RunningSite) -> None:
        for _ in range(200):
            if self.request(site, "GET", STORIES).headers["ETag"]:
                return
            time.sleep(0.05)
        raise AssertionError(f"never kept: {site.last_words}")

    def rounds(self, what: str, wanted: float, *, how_many: int = ROUNDS) -> None:
        """Sent to one, published on the other, read on the one; then taken back likewise."""
        came, gone = [], []
        for number in range(how_many):
            title = f"Storia {what} {number}".replace("'", "")
            self.tell(self.one, title)
            self.keep(self.one)
            self.other.act("decide_story", title=title, verb="approve")
            came.append(self.until(self.one, lambda page, title=title: title in page))
            self.keep(self.one)
            self.other.act("decide_story", title=title, verb="reject")
            gone.append(self.until(self.one, lambda page, title=title: title not in page))
        for act, seconds in (("published", came), ("taken back", gone)):
            seen = f"{max(seconds):.2f} s at worst of {how_many}"
            self.show(
                f"{what}: {act} there, read here", seen, f"{wanted:.0f} s", max(seconds) < wanted
            )


@contextmanager
def everything() -> Iterator[Rehearsal]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        away = stack.enter_context(Away()) if Away.is_possible() else None
        also = HERE if away else ""
        postgres = Postgres(also=also).start()
        stack.callback(postgres.remove)
        stack.callback(lambda: postgres.is_running() and postgres.stop())
        valkey = Valkey(also=also).start()
        stack.callback(valkey.stop)
        copy = Following(postgres).start()
        stack.callback(copy.remove)
        sites = []
        for name in ("one", "other"):
            (folder / name).mkdir()
            site = RunningSite(
                folder / name,
                postgres.url,
                REPLICA_URL=copy.url,
                REPLICA_LATE="2",
                CACHE_URL=valkey.url,
                TRUSTED_PROXIES="1",
                STATIC_ROOT=str(folder / "static"),
            )
            site.environment["SITE_URL"] = (sites or [site])[0].url
            sites.append(site)
        sites[0].manage("collectstatic", "--noinput", "--verbosity", "0")
        sites[0].manage("migrate", "--verbosity", "0")
        sites[0].act("build")
        for site in sites:
            stack.callback(site.stop)
            site.start()
        yield Rehearsal(*sites, postgres, copy, valkey, folder, away)


def killed(r: Rehearsal) -> None:
    """The one dies with all its processes while a story that it keeps is taken back."""
    r.tell(r.one, "Storia prima della morte")
    r.other.act("decide_story", title="Storia prima della morte", verb="approve")
    r.until(r.one, lambda page: "prima della morte" in page)
    r.keep(r.one)
    for process in [*r.one.workers(), r.one.gunicorn.pid]:
        os.kill(process, signal.SIGKILL)
    r.one.gunicorn.wait()
    r.other.act("decide_story", title="Storia prima della morte", verb="reject")
    begun = time.monotonic()
    r.one.start()
    page = r.request(r.one, "GET", STORIES).content.decode()
    seen = f"back in {time.monotonic() - begun:.1f} s, {'STALE' if 'morte' in page else 'true'}"
    r.show("killed with -9, taken back meanwhile", seen, "never stale", "morte" not in page)
    with psycopg.connect(r.postgres.url) as there:
        (kept,) = there.execute(
            "SELECT count(*) FROM guides_story WHERE title LIKE 'Storia%'"
        ).fetchone()
    wanted = r.sent + 2  # and the two that the site was built with
    r.show("stories acknowledged, stories stored", f"{wanted}, {kept}", "equal", kept == wanted)


def database_restarted(r: Rehearsal) -> None:
    r.keep(r.one)
    r.postgres.stop()
    page, search = (r.request(r.one, "GET", path).status for path in (STORIES, "/cerca/?q=storia"))
    r.show(
        "PostgreSQL stopped: kept page, search", f"{page}, {search}", "200, 503 or 200", page == 200
    )
    begun = time.monotonic()
    r.postgres.start()
    started = time.monotonic()
    answered = 0.0
    while time.monotonic() - started < PATIENCE and not answered:
        if r.request(r.one, "GET", "/storie/?esito=partly", Cookie="a=b").status == 200:
            answered = time.monotonic() - started
    seen = f"{answered:.2f} s after its start of {started - begun:.1f} s"
    r.show("PostgreSQL started again", seen, "5 s", 0 < answered < 5)
    again = {
        r.request(site, "GET", "/storie/?a=1", Cookie="a=b").status
        for site in (r.one, r.other)
        for _ in range(20)
    }
    r.show("forty requests after it", f"{again}", "200 alone", again == {200})


def channel_stopped(r: Rehearsal) -> None:
    r.valkey.stop()
    r.rounds("no channel", 5.0, how_many=2)
    r.valkey.start()
    time.sleep(6)  # it is tried again after five
    r.rounds("channel back", 1.0, how_many=2)


def copy_troubled(r: Rehearsal) -> None:
    asked = [f"/cerca/?q={word}" for word in ("guida", "storia", "roma")] * 20
    time.sleep(6)  # nobody wrote a moment ago
    before = r.copy.transactions()
    worst = max(r.request(r.one, "GET", path).status for path in asked)
    read = r.copy.transactions() - before
    r.show(
        "sixty searches",
        f"status {worst}, {read} transactions of the copy",
        "read there",
        read >= 60,
    )
    r.copy.pause()
    r.other.act("publish_new", slug="nuovissima", title="Novità nuovissima")
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        if "nuovissima" in r.request(r.one, "GET", "/cerca/?q=nuovissima").content.decode():
            break
    late = time.monotonic() - begun
    r.show(
        "a copy that stands still: a new guide found after",
        f"{late:.1f} s",
        "2 s and a look",
        late < 5,
    )
    r.copy.resume()
    time.sleep(4)
    r.copy.stop()
    begun = time.monotonic()
    statuses = {r.request(r.one, "GET", path).status for path in asked}
    took = time.monotonic() - begun
    r.show(
        "a copy that is gone: sixty searches",
        f"{statuses} in {took:.1f} s",
        "200 alone",
        statuses == {200},
    )


def main() -> None:
    with everything() as rehearsal:
        print("| what happens | seen | wanted |\n|---|---|---|")
        rehearsal.rounds("all well", 1.0)
        killed(rehearsal)
        database_restarted(rehearsal)
        channel_stopped(rehearsal)
        if rehearsal.away:
            cut_off(rehearsal, STORIES)
        copy_troubled(rehearsal)
    if rehearsal.missed:
        sys.exit(f"missed: {'; '.join(rehearsal.missed)}")


if __name__ == "__main__":
    main()
